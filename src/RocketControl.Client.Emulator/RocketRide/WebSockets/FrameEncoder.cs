using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>Writes the server's frames: unmasked, never fragmented.</summary>
internal static class FrameEncoder
{
    private const int LongestHeader = 10;
    private const int LongestReason = 123;
    private const int FinalBit = 0x80;
    private const int CompressedBit = 0x40;

    /// <summary>A whole frame, header and payload.</summary>
    public static ReadOnlyMemory<byte> Encode(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool compresses = false)
    {
        bool compress = compresses && (opcode is WebSocketOpcode.Text or WebSocketOpcode.Binary);
        if (compress)
            payload = MessageCompression.Deflate(payload);

        return Frame(FinalBit | (compress ? CompressedBit : 0) | (int)opcode, payload);
    }

    /// <summary>A whole message, uncompressed, in this many fragments of about the same length.</summary>
    public static ReadOnlyMemory<byte> EncodeFragments(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, int fragments)
    {
        var frames = new ArrayBufferWriter<byte>();
        for (int number = 0; number < fragments; number++)
        {
            int start = (int)((long)payload.Length * number / fragments);
            int end = (int)((long)payload.Length * (number + 1) / fragments);
            WebSocketOpcode own = number == 0 ? opcode : WebSocketOpcode.Continuation;
            frames.Write(Frame((number == fragments - 1 ? FinalBit : 0) | (int)own, payload[start..end]).Span);
        }
        return frames.WrittenMemory;
    }

    /// <summary>A close frame; 1005 sends one without a code. A reason too long for the frame is cut.</summary>
    public static ReadOnlyMemory<byte> EncodeClose(int code, string text)
    {
        if (code == WebSocketCloseCode.NoStatus)
            return Encode(WebSocketOpcode.Close, []);

        Span<byte> reason = stackalloc byte[LongestReason];
        Utf8.FromUtf16(text, reason, out _, out int length, replaceInvalidSequences: true);
        reason = reason[..length];
        var payload = new byte[2 + reason.Length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        reason.CopyTo(payload.AsSpan(2));
        return Encode(WebSocketOpcode.Close, payload);
    }

    private static ReadOnlyMemory<byte> Frame(int firstByte, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[LongestHeader + payload.Length];
        frame[0] = (byte)firstByte;
        int header = WriteLength(frame, payload.Length);
        payload.CopyTo(frame.AsSpan(header));
        return frame.AsMemory(0, header + payload.Length);
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
