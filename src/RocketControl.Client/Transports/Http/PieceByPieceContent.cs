using System.Net;

namespace RocketControl.Client.Transports.Http;

/// <summary>A body that is read from its source while it is sent, so that only one piece of it is in memory.</summary>
/// <param name="reader">The source; not disposed of here.</param>
/// <param name="onRead">Told of each piece's size, before it leaves.</param>
/// <param name="first">What was read of the source already, to decide how to send it; sent first.</param>
internal sealed class PieceByPieceContent(RunContentReader reader, Action<int> onRead, ReadOnlyMemory<byte> first = default) : HttpContent
{
    private const int PieceSize = 256 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = first;
        while (piece.Length > 0 || (piece = await reader.ReadAsync(PieceSize, cancellationToken).ConfigureAwait(false)).Length > 0)
        {
            onRead(piece.Length);
            await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            piece = default;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = reader.Length ?? 0;
        return reader.Length is not null;
    }
}
