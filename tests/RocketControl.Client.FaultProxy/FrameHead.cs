using System.Buffers.Binary;

namespace RocketControl.Client.Tests.Wire;

/// <summary>The head of a WebSocket frame (RFC 6455 §5.2).</summary>
/// <param name="Code">The kind of frame.</param>
/// <param name="IsFinal">Whether the message ends with it.</param>
/// <param name="HeadLength">The length of the head with the mask.</param>
/// <param name="PayloadLength">The length of what follows.</param>
/// <param name="IsMasked">Whether it is masked.</param>
internal readonly record struct FrameHead(int Code, bool IsFinal, int HeadLength, long PayloadLength, bool IsMasked)
{
    /// <summary>Null when there are too few bytes yet.</summary>
    public static FrameHead? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return null;
        var isMasked = (bytes[1] & 0x80) != 0;
        var mask = isMasked ? 4 : 0;
        var announced = bytes[1] & 0x7F;
        var wide = announced == 126 ? 2 : announced == 127 ? 8 : 0;
        if (bytes.Length < 2 + wide + mask)
            return null;
        long length = wide switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            8 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => announced,
        };
        return new FrameHead(bytes[0] & 0x0F, (bytes[0] & 0x80) != 0, 2 + wide + mask, length, isMasked);
    }

    /// <summary>The payload without its mask.</summary>
    public byte[] Payload(ReadOnlySpan<byte> frame)
    {
        var payload = frame[HeadLength..].ToArray();
        if (IsMasked)
        {
            var mask = frame.Slice(HeadLength - 4, 4);
            for (var i = 0; i < payload.Length; i++)
                payload[i] ^= mask[i % 4];
        }
        return payload;
    }
}
