using System.Net.Http.Headers;
using System.Text.Unicode;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>
/// One object as the body of a request (RocketRide protocol §7.3). Bytes flow from their source into the request; whole documents are read first, because the
/// server hands on what arrives piece by piece.
/// </summary>
internal sealed class CarriedObject(RunContent content, SendOptions options) : IAsyncDisposable
{
    /// <summary>So much of a refused type is repeated in the message.</summary>
    private const int LongestQuote = 100;

    /// <summary>A longer body would reach the pipeline in pieces.</summary>
    private const int LongestPiece = 16 * 1024;

    /// <summary>The server takes no longer field of a form.</summary>
    private const int LongestField = 1024 * 1024;

    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Send);

    private readonly string _mimeType = options.MimeType ?? MimeTypes.Bytes;
    private RunContentReader? _reader;
    private bool _isTaken;

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

    /// <summary>Notes that the server has taken all of it.</summary>
    public async ValueTask NoteTakenAsync(CancellationToken cancellationToken)
    {
        if (_reader is not null)
            await _reader.ReadAsync(1, cancellationToken).ConfigureAwait(false);
        _isTaken = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is null)
            return;
        // A request that was given up may go on being written for a moment; nobody else must get its bytes into his hands meanwhile.
        if (!_isTaken)
            _reader.LeaveBuffer();
        await _reader.DisposeAsync().ConfigureAwait(false);
        _reader = null;
    }

    private async ValueTask<HttpContent> ReadWholeAsync(RunContentReader reader, CancellationToken cancellationToken)
    {
        // A field of a form is handed on whole, but always as text/plain and under a name of the server's.
        var isText = LaneRules.IsText(_mimeType);
        var limit = isText ? LongestField : LongestPiece;
        var document = reader.Length > limit ? default : await reader.ReadAsync(limit + 1, cancellationToken).ConfigureAwait(false);
        if (reader.Length > limit || document.Length > limit)
        {
            throw new RunNotSupportedException(
                $"An object of type {_mimeType} with more than {limit:N0} bytes would not reach the pipeline in one piece over HTTP. Use RocketRideTransportMode.WebSocket, "
                + "or divide it.", Context);
        }
        BytesRead = document.Length;
        IsReadable = !isText || Utf8.IsValid(document.Span);
        return document.Length > LongestPiece
            ? new MultipartFormDataContent { { new ReadOnlyMemoryContent(document), "text" } }
            : WithHeaders(new ReadOnlyMemoryContent(document));
    }

    private HttpContent WithHeaders(HttpContent body)
    {
        body.Headers.ContentType = MediaTypeHeaderValue.TryParse(_mimeType, out var type) ? type : throw new RunInvalidArgumentException(
            $"SendOptions.MimeType must have the form of a MIME type over HTTP, but is '{_mimeType[..Math.Min(_mimeType.Length, LongestQuote)]}'.", Context);
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
