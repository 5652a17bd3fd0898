using System.Buffers;

namespace RocketControl.Client.Transports.Http;

/// <summary>Reads a body that is not streamed after all to its end.</summary>
internal static class BoundedBody
{
    /// <param name="body">The body.</param>
    /// <param name="maxBytes">How much of it is accepted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunProtocolException">It is longer.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpBodyStream body, int maxBytes, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (await body.ReadAsync(bytes.GetMemory(4096), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            bytes.Advance(read);
            if (bytes.WrittenCount > maxBytes)
                throw body.TooLong(maxBytes);
        }
        return bytes.WrittenMemory;
    }
}
