using System.Buffers;
using System.Runtime.CompilerServices;

namespace RocketControl.Client.Transports.Http;

/// <summary>Cuts a stream into lines, none of which may be longer than a limit. Holds one line at a time.</summary>
internal static class BoundedLines
{
    private const int ReadSize = 16 * 1024;

    /// <param name="stream">The stream; not disposed of here.</param>
    /// <param name="maxBytes">The longest line.</param>
    /// <param name="tooLong">Makes the exception for a longer one; null to cut it off there and leave the rest of it out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The lines without their ends; each is valid until the next is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, int maxBytes, Func<Exception>? tooLong, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        var buffer = new byte[ReadSize];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            var rest = buffer.AsMemory(0, read);
            while (rest.Span.IndexOf((byte)'\n') is >= 0 and var end)
            {
                Append(line, rest.Span[..end], maxBytes, tooLong);
                yield return WithoutReturn(line.WrittenMemory);
                line.ResetWrittenCount();
                rest = rest[(end + 1)..];
            }
            Append(line, rest.Span, maxBytes, tooLong);
        }
        if (line.WrittenCount > 0)
            yield return WithoutReturn(line.WrittenMemory);
    }

    private static void Append(ArrayBufferWriter<byte> line, ReadOnlySpan<byte> piece, int maxBytes, Func<Exception>? tooLong)
    {
        var room = maxBytes - line.WrittenCount;
        if (piece.Length > room && tooLong is not null)
            throw tooLong();
        line.Write(piece.Length > room ? piece[..room] : piece);
    }

    private static ReadOnlyMemory<byte> WithoutReturn(ReadOnlyMemory<byte> line) => line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
}
