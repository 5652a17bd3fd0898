using System.Net;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>A body that is read from its source while it is sent.</summary>
/// <param name="reader">The source; not disposed of here.</param>
/// <param name="onRead">Told of each piece's size.</param>
internal sealed class PieceByPieceContent(RunContentReader reader, Action<int> onRead) : HttpContent
{
    private const int PieceSize = 256 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(PieceSize, cancellationToken).ConfigureAwait(false) is { Length: > 0 } piece)
        {
            onRead(piece.Length);
            await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = reader.Length ?? 0;
        return reader.Length is not null;
    }
}
