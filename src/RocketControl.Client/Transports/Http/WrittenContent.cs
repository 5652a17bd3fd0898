using System.Net;

namespace RocketControl.Client.Transports.Http;

/// <summary>A body that comes into being while it is sent; its length is not known.</summary>
/// <param name="write">Writes it.</param>
internal sealed class WrittenContent(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        write(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
