using System.Buffers;
using System.IO.Compression;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>permessage-deflate without context takeover on either side (RFC 7692).</summary>
internal static class MessageCompression
{
    /// <summary>The answer to the client's offer.</summary>
    public const string Agreement = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private static ReadOnlySpan<byte> EmptyBlock => [0x00, 0x00, 0xFF, 0xFF];

    /// <summary>Whether what a client offers in Sec-WebSocket-Extensions is accepted.</summary>
    public static bool Accepts(IEnumerable<string?> offers) => offers.SelectMany(header => (header ?? "").Split(',')).Any(IsAcceptable);

    public static byte[] Deflate(ReadOnlySpan<byte> payload)
    {
        using var buffer = new MemoryStream();
        using (var deflate = new DeflateStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(payload);
            deflate.Flush();
            return WithoutEmptyBlock(buffer);
        }
    }

    /// <exception cref="WebSocketViolationException">The data is no deflate stream, or more than <paramref name="limit"/> bytes come out.</exception>
    public static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> payload, long limit)
    {
        var input = new MemoryStream(payload.Length + EmptyBlock.Length);
        input.Write(payload.Span);
        input.Write(EmptyBlock);
        input.Position = 0;
        var output = new ArrayBufferWriter<byte>();
        using var inflate = new DeflateStream(input, CompressionMode.Decompress);
        try
        {
            while (true)
            {
                int read = inflate.Read(output.GetSpan(16 * 1024));
                if (read == 0)
                    return output.WrittenMemory;
                output.Advance(read);
                if (output.WrittenCount > limit)
                    throw new WebSocketViolationException(WebSocketCloseCode.MessageTooBig, "The inflated message is too big.");
            }
        }
        catch (InvalidDataException)
        {
            throw new WebSocketViolationException(WebSocketCloseCode.ProtocolError, "A compressed message is broken.");
        }
    }

    private static byte[] WithoutEmptyBlock(MemoryStream buffer)
    {
        ReadOnlySpan<byte> written = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        return written.EndsWith(EmptyBlock) ? written[..^EmptyBlock.Length].ToArray() : written.ToArray();
    }

    private static bool IsAcceptable(string offer)
    {
        string[] parts = offer.Split(';', StringSplitOptions.TrimEntries);
        return parts[0].Equals("permessage-deflate", StringComparison.OrdinalIgnoreCase)
            && !parts.Skip(1).Any(parameter => parameter.StartsWith("server_max_window_bits", StringComparison.OrdinalIgnoreCase));
    }
}
