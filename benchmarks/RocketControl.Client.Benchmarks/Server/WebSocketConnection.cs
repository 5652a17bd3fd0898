using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace RocketControl.Client.Benchmarks.Server;

/// <summary>Reads masked frames and answers each request in them; of payloads it looks at the header only.</summary>
internal static class WebSocketConnection
{
    private const int LongestHeader = 1024;
    private const byte Close = 8;

    public static void Serve(SocketInput input, Socket socket, string key)
    {
#pragma warning disable CA5350 // The handshake wants SHA-1; nothing is kept secret by it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        socket.Send(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));

        var replies = new ReplyBuffer(socket);
        Span<byte> header = stackalloc byte[LongestHeader];
        while (true)
        {
            if (!TryReadFrameHead(input.Available, out var headLength, out var payloadLength, out var opcode, out var mask))
            {
                replies.Flush();
                if (!input.Fill(needed: 16))
                    return;
                continue;
            }
            var wanted = (int)Math.Min(payloadLength, LongestHeader);
            while (input.Available.Length < headLength + wanted)
            {
                replies.Flush();
                if (!input.Fill(headLength + wanted))
                    return;
            }
            if (opcode == Close)
                return;
            Unmask(input.Available.Slice(headLength, wanted), mask, header);
            input.Consume(headLength);
            if (input.Available.Length < payloadLength)
                replies.Flush();
            if (!input.Skip(payloadLength))
                return;
            // Later fragments of a message begin in the middle of a payload; only the first has a request in it.
            if (opcode != 0)
                replies.Answer(header[..wanted]);
        }
    }

    private static bool TryReadFrameHead(ReadOnlySpan<byte> bytes, out int headLength, out long payloadLength, out int opcode, out uint mask)
    {
        (headLength, payloadLength, opcode, mask) = (0, 0, 0, 0);
        if (bytes.Length < 2)
            return false;
        opcode = bytes[0] & 0x0f;
        payloadLength = bytes[1] & 0x7f;
        var extra = payloadLength switch { 126 => 2, 127 => 8, _ => 0 };
        headLength = 2 + extra + 4;
        if (bytes.Length < headLength)
            return false;
        if (extra == 2)
            payloadLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        else if (extra == 8)
            payloadLength = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        mask = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(headLength - 4)..]);
        return true;
    }

    private static void Unmask(ReadOnlySpan<byte> masked, uint mask, Span<byte> plain)
    {
        for (var i = 0; i < masked.Length; i++)
            plain[i] = (byte)(masked[i] ^ (byte)(mask >> (8 * (i & 3))));
    }
}
