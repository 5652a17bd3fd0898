using System.Buffers.Binary;
using System.Text;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>A frame from the server, or a whole message once its fragments are joined.</summary>
internal sealed record WireFrame(WireOpcode Opcode, byte[] Payload, bool Final)
{
    /// <summary>A client's frame. Its masking key is zero, which leaves the payload readable.</summary>
    public static byte[] Encode(WireOpcode opcode, ReadOnlySpan<byte> payload, bool final) =>
        [.. EncodeHeader(opcode, payload.Length, final), .. payload];

    public static byte[] EncodeHeader(WireOpcode opcode, long length, bool final)
    {
        const byte Masked = 0x80;
        byte first = (byte)((final ? 0x80 : 0) | (int)opcode);
        var wide = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(wide, length);
        byte[] size = length switch
        {
            < 126 => [(byte)(Masked | length)],
            <= ushort.MaxValue => [Masked | 126, .. wide[6..]],
            _ => [Masked | 127, .. wide],
        };
        return [first, .. size, 0, 0, 0, 0];
    }

    public ReceivedClose ToClose() => Payload.Length < 2
        ? new ReceivedClose(1005, "")
        : new ReceivedClose(BinaryPrimitives.ReadUInt16BigEndian(Payload), Encoding.UTF8.GetString(Payload.AsSpan(2)));
}
