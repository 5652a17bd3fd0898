using System.Buffers.Binary;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>Encodes frames as a client does, and also as it must not.</summary>
internal static class ClientFrame
{
    private static readonly byte[] Mask = [0x1A, 0x2B, 0x3C, 0x4D];

    public static byte[] Encode(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool final = true, int reservedBits = 0, bool masked = true)
    {
        byte[] header = Header(opcode, payload.Length, final, reservedBits, masked);
        byte[] body = payload.ToArray();
        for (int i = 0; masked && i < body.Length; i++)
            body[i] ^= Mask[i & 3];
        return [.. header, .. body];
    }

    /// <summary>A header alone, for any length that a test wants to declare.</summary>
    public static byte[] Header(WebSocketOpcode opcode, long length, bool final = true, int reservedBits = 0, bool masked = true)
    {
        var bytes = new List<byte> { (byte)((final ? 0x80 : 0) | (reservedBits << 4) | (int)opcode) };
        int maskBit = masked ? 0x80 : 0;
        var extended = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(extended, length);
        switch (length)
        {
            case >= 0 and <= 125:
                bytes.Add((byte)(maskBit | (int)length));
                break;
            case >= 0 and <= ushort.MaxValue:
                bytes.Add((byte)(maskBit | 126));
                bytes.AddRange(extended[6..]);
                break;
            default:
                bytes.Add((byte)(maskBit | 127));
                bytes.AddRange(extended);
                break;
        }
        if (masked)
            bytes.AddRange(Mask);
        return [.. bytes];
    }
}
