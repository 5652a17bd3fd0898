using System.Net.Http.Headers;
using System.Text.Unicode;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>
/// One object as the body of a request (RocketRide protocol §7.3). Bytes flow from their source into the request; whole documents are read first, because the
/// server hands on what arrives piece by piece.
/// </summary>
internal sealed class CarriedObject(RunContent content, SendOptions options, int maxDocumentBytes) : IAsyncDisposable
{
    /// <summary>A longer body would reach the pipeline in pieces.</summary>
    private const int LongestPiece = 16 * 1024;

    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Send);

    private readonly string _mimeType = options.MimeType ?? MimeTypes.Bytes;
    private RunContentReader? _reader;

    public long BytesRead { get; private set; }

    /// <summary>False when what was sent as text is not UTF-8.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <summary>The body for one attempt.</summary>
    public async ValueTask<HttpContent> OpenAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync().ConfigureAwait(false);
        BytesRead = 0;
        _reader = await content.OpenAsync(RunBackend.RocketRide, cancellationToken).ConfigureAwait(false);
        return LaneRules.TakesWholeDocuments(_mimeType)
            ? await ReadWholeAsync(_reader, cancellationToken).ConfigureAwait(false)
            : WithHeaders(new PieceByPieceContent(_reader, read => BytesRead += read));
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
            await _reader.DisposeAsync().ConfigureAwait(false);
        _reader = null;
    }

    private async ValueTask<HttpContent> ReadWholeAsync(RunContentReader reader, CancellationToken cancellationToken)
    {
        var document = await reader.ReadAsync(maxDocumentBytes, cancellationToken).ConfigureAwait(false);
        if (document.Length == maxDocumentBytes)
            throw new RunInvalidArgumentException($"The object has more than {maxDocumentBytes:N0} bytes. Divide it, or raise RocketRideOptions.MaxMessageBytes.", Context);
        BytesRead = document.Length;
        IsReadable = !LaneRules.IsText(_mimeType) || Utf8.IsValid(document.Span);
        if (document.Length <= LongestPiece)
            return WithHeaders(new ReadOnlyMemoryContent(document));
        // A field of a form is handed on whole, but always as text/plain and under a name of the server's.
        return LaneRules.IsText(_mimeType)
            ? new MultipartFormDataContent { { new ReadOnlyMemoryContent(document), "text" } }
            : throw new RunNotSupportedException(
                $"An object of type {_mimeType} with more than {LongestPiece:N0} bytes would reach the pipeline in pieces over HTTP. Use RocketRideTransportMode.WebSocket.", Context);
    }

    private HttpContent WithHeaders(HttpContent body)
    {
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(_mimeType);
        if (options.Name is not { } name)
            return body;
        if (name.AsSpan().ContainsAnyExceptInRange(' ', '~') || name.AsSpan().ContainsAny('"', '\\'))
        {
            throw new RunNotSupportedException(
                "A name with quotes, backslashes, control characters or letters beyond ASCII cannot be carried over HTTP. Set another SendOptions.Name, or use "
                + "RocketRideTransportMode.WebSocket.", Context);
        }
        body.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name };
        return body;
    }
}
