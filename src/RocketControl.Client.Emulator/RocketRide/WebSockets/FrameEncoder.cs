using System.Buffers.Binary;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>Writes the server's frames: unmasked, never fragmented.</summary>
internal static class FrameEncoder
{
    private const int LongestHeader = 10;

    /// <summary>A whole frame, header and payload.</summary>
    public static ReadOnlyMemory<byte> Encode(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, MessageCompression? compression = null)
    {
        bool compress = compression is not null && (opcode is WebSocketOpcode.Text or WebSocketOpcode.Binary);
        if (compress)
            payload = compression!.Deflate(payload);

        var frame = new byte[LongestHeader + payload.Length];
        frame[0] = (byte)(0x80 | (compress ? 0x40 : 0) | (int)opcode);
        int header = WriteLength(frame, payload.Length);
        payload.CopyTo(frame.AsSpan(header));
        return frame.AsMemory(0, header + payload.Length);
    }

    /// <summary>A close frame; 1005 sends one without a code.</summary>
    public static ReadOnlyMemory<byte> EncodeClose(int code, ReadOnlySpan<byte> reason)
    {
        if (code == WebSocketCloseCode.NoStatus)
            return Encode(WebSocketOpcode.Close, []);

        var payload = new byte[2 + reason.Length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        reason.CopyTo(payload.AsSpan(2));
        return Encode(WebSocketOpcode.Close, payload);
    }

    private static int WriteLength(Span<byte> frame, int length)
    {
        switch (length)
        {
            case <= 125:
                frame[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)length);
                return 4;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(frame[2..], length);
                return 10;
        }
    }
}
