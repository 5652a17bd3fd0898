using System.Net;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>A body that tells when it begins to leave, the last moment at which a request can be taken back.</summary>
internal sealed class LeavingContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly Action _leaving;

    /// <param name="content">The body itself; disposed of with this.</param>
    /// <param name="leaving">Told before the first byte leaves; what it throws keeps the body here.</param>
    public LeavingContent(HttpContent content, Action leaving)
    {
        (_content, _leaving) = (content, leaving);
        foreach (var (name, values) in content.Headers)
            Headers.TryAddWithoutValidation(name, values);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _leaving();
        return _content.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }
}
