using System.Net;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports.Http;

/// <summary>A body that counts what of it is sent.</summary>
internal sealed class CountedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly Traffic _traffic;

    /// <param name="inner">The body; disposed of here.</param>
    /// <param name="traffic">Told of each piece.</param>
    public CountedContent(HttpContent inner, Traffic traffic)
    {
        (_inner, _traffic) = (inner, traffic);
        foreach (var header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _inner.CopyToAsync(new CountingStream(stream, _traffic), context, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
