using System.Buffers.Binary;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>Reads the server's frames and joins the fragments of a message.</summary>
internal sealed class WireFrameReader(Stream stream)
{
    private WireOpcode _fragmented;
    private byte[] _joined = [];

    /// <summary>The next control frame or whole message; null at the end of the stream.</summary>
    public async Task<WireFrame?> ReadAsync()
    {
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Opcode >= WireOpcode.Close)
                return frame;

            if (frame.Opcode != WireOpcode.Continuation)
                (_fragmented, _joined) = (frame.Opcode, []);
            _joined = [.. _joined, .. frame.Payload];
            if (frame.Final)
                return new WireFrame(_fragmented, _joined, Final: true);
        }

        return null;
    }

    private async Task<WireFrame?> ReadFrameAsync()
    {
        var head = new byte[2];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;

        long length = head[1] & 0x7F;
        if (length == 126)
            length = BinaryPrimitives.ReadUInt16BigEndian(await ReadBytesAsync(2));
        else if (length == 127)
            length = BinaryPrimitives.ReadInt64BigEndian(await ReadBytesAsync(8));
        return new WireFrame((WireOpcode)(head[0] & 0x0F), await ReadBytesAsync(length), (head[0] & 0x80) != 0);
    }

    private async Task<byte[]> ReadBytesAsync(long count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
