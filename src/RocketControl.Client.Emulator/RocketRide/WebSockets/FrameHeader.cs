using System.Buffers.Binary;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>The header of a client's frame (RFC 6455 §5.2).</summary>
internal readonly record struct FrameHeader(bool Final, bool Compressed, WebSocketOpcode Opcode, long PayloadLength, uint Mask)
{
    public const int SmallestLength = 2;

    private const int MaskLength = 4;
    private const int LongestControlPayload = 125;

    public bool IsControl => Opcode >= WebSocketOpcode.Close;

    /// <summary>The length of the whole header, known from its first two bytes.</summary>
    /// <exception cref="WebSocketViolationException">The frame is not masked.</exception>
    public static int LengthOf(ReadOnlySpan<byte> start)
    {
        Require((start[1] & 0x80) != 0, "A client's frame is not masked.");
        return (start[1] & 0x7F) switch
        {
            126 => SmallestLength + 2 + MaskLength,
            127 => SmallestLength + 8 + MaskLength,
            _ => SmallestLength + MaskLength,
        };
    }

    /// <exception cref="WebSocketViolationException">The header breaks the protocol.</exception>
    public static FrameHeader Parse(ReadOnlySpan<byte> header, bool compressionAgreed)
    {
        bool final = (header[0] & 0x80) != 0;
        bool compressed = (header[0] & 0x40) != 0;
        var opcode = (WebSocketOpcode)(header[0] & 0x0F);
        long length = (header[1] & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(header[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(header[2..]),
            int small => small,
        };
        var frame = new FrameHeader(final, compressed, opcode, length, BitConverter.ToUInt32(header[^MaskLength..]));
        frame.Validate(header, compressionAgreed);
        return frame;
    }

    private void Validate(ReadOnlySpan<byte> header, bool compressionAgreed)
    {
        Require((header[0] & 0x30) == 0 && (!Compressed || compressionAgreed), "A reserved bit is set.");
        Require(PayloadLength >= 0, "The length is negative.");
        Require(Enum.IsDefined(Opcode), "The opcode is unknown.");
        if (IsControl)
            Require(Final && !Compressed && PayloadLength <= LongestControlPayload, "A control frame is fragmented, compressed or too long.");
        if (Opcode == WebSocketOpcode.Continuation)
            Require(!Compressed, "A continuation has the compression bit.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new WebSocketViolationException(WebSocketCloseCode.ProtocolError, message);
    }
}
