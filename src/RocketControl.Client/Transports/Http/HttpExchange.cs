using System.Buffers;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports.Http;

/// <summary>
/// One HTTP request and its answer under a deadline, whole or as a stream; failures of the network come as <see cref="HttpFailures"/> tells them apart. No unbounded
/// body.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MaxErrorText = 200;
    private const int UsualBody = 4 * 1024;
    private const int LongestTrusted = 64 * 1024;
    private const string Json = "application/json";

    private readonly HttpMessageInvoker _connections;
    private readonly Uri _baseAddress;
    private readonly RunBackend _backend;
    private readonly string _server;
    private readonly int _maxBodyBytes;
    private readonly TimeProvider _time;
    private readonly Traffic _traffic;
    private readonly CancellationTokenSource _end = new();

    /// <param name="options">How to connect, what to accept, and the clock of the deadlines.</param>
    /// <param name="baseAddress">The server; ends with a slash.</param>
    /// <param name="connections">What opens connections, disposed of here; null for what the options say.</param>
    public HttpExchange(RunTransportOptions options, Uri baseAddress, HttpMessageHandler? connections = null)
    {
        _backend = options.Backend;
        _server = baseAddress.GetLeftPart(UriPartial.Authority);
        _maxBodyBytes = options.MaxMessageBytes;
        _time = options.TimeProvider;
        _traffic = new Traffic(_backend, NameOf(_backend));
        _baseAddress = baseAddress;
        // No HttpClient: its share, ending requests when it is disposed of, is that of the deadline, which is needed anyway.
        _connections = new HttpMessageInvoker(connections ?? HttpConnections.Of(options));
    }

    /// <summary>What the transport over HTTP of a backend is called.</summary>
    public static string NameOf(RunBackend backend) => $"{backend} over HTTP";

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="request">The request; disposed here.</param>
    /// <param name="timeout">The deadline over the whole exchange; null for none but the caller's.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">There is no whole answer.</exception>
    public async Task<HttpReply> SendAsync(RunOperation operation, HttpRequestMessage request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, typeof(RunControlClient));
        using var deadline = new HttpDeadline(timeout, _time, cancellationToken, _end.Token);
        using (request)
        {
            var failures = new HttpFailures(_backend, _server, operation);
            try
            {
                using var response = await ExchangeAsync(request, deadline.Token).ConfigureAwait(false);
                return await ReadAsync(request, response, failures, deadline.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsEndOfClient(exception, cancellationToken))
            {
                throw failures.Disposed(exception);
            }
            catch (Exception exception) when (deadline.IsCauseOf(exception))
            {
                throw deadline.Explain(exception, failures.TimedOut);
            }
            catch (Exception exception) when (HttpFailures.IsOfNetwork(exception))
            {
                throw failures.Of(exception);
            }
        }
    }

    /// <summary>Sends a request whose answer is read while it comes in. An answer that is no success is read to its end at once.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="request">The request; disposed here.</param>
    /// <param name="timeout">The deadline until the answer begins; null for none but the caller's.</param>
    /// <param name="idleTimeout">How long the answer may pause; null for as long as it likes.</param>
    /// <param name="cancellationToken">The caller's token, which counts for the answer's reading as well as each read's own.</param>
    /// <exception cref="RunControlException">No answer began.</exception>
    public async Task<HttpStreamReply> OpenAsync(
        RunOperation operation, HttpRequestMessage request, TimeSpan? timeout, TimeSpan? idleTimeout, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, typeof(RunControlClient));
        using var deadline = new HttpDeadline(timeout, _time, cancellationToken, _end.Token);
        using (request)
        {
            var failures = new HttpFailures(_backend, _server, operation);
            HttpResponseMessage? response = null;
            try
            {
                response = await ExchangeAsync(request, deadline.Token).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    using (response)
                        return new HttpStreamReply(await ReadAsync(request, response, failures, deadline.Token).ConfigureAwait(false));
                }
                var body = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
                return new HttpStreamReply(
                    new HttpReply(response.StatusCode, MediaTypeOf(response), default), new HttpBodyStream(response, body, idleTimeout, failures, _traffic, _time));
            }
            catch (Exception exception) when (IsEndOfClient(exception, cancellationToken))
            {
                response?.Dispose();
                throw failures.Disposed(exception);
            }
            catch (Exception exception) when (deadline.IsCauseOf(exception))
            {
                response?.Dispose();
                throw deadline.Explain(exception, failures.TimedOut);
            }
            catch (Exception exception) when (HttpFailures.IsOfNetwork(exception))
            {
                response?.Dispose();
                throw failures.Of(exception);
            }
        }
    }

    /// <summary>The beginning of a body that is not JSON, fit for a message.</summary>
    public static string Excerpt(HttpReply reply)
    {
        var text = System.Text.Encoding.UTF8.GetString(reply.Body.Span[..Math.Min(reply.Body.Length, MaxErrorText)]).ReplaceLineEndings(" ").Trim();
        return reply.Body.Length > MaxErrorText ? text + "…" : text;
    }

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _connections.Dispose();
    }

    private bool IsDisposed => _end.IsCancellationRequested;

    private Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(_baseAddress, request.RequestUri!);
        if (!request.Headers.NonValidated.Contains("Accept"))
            request.Headers.TryAddWithoutValidation("Accept", Json);
        if (Traffic.CountsSent && request.Content is { } body)
            request.Content = new CountedContent(body, _traffic);
        return _connections.SendAsync(request, cancellationToken);
    }

    private bool IsEndOfClient(Exception exception, CancellationToken cancellationToken) =>
        IsDisposed && !cancellationToken.IsCancellationRequested && exception is not RunControlException;

    /// <summary>The usual type is known by its text; only others have to be parsed.</summary>
    private static string MediaTypeOf(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        return headers.NonValidated.TryGetValues("Content-Type", out var type) && type.ToString() == Json
            ? Json
            : headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";
    }

    private async ValueTask<HttpReply> ReadAsync(
        HttpRequestMessage request, HttpResponseMessage response, HttpFailures failures, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response, failures, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? new HttpReply(response.StatusCode, MediaTypeOf(response), body)
            // Of a refusal every word may come into an exception, and some servers repeat the key that they refuse.
            : new HttpReply(response.StatusCode, MediaTypeOf(response), Redaction.Without(request.Headers.Authorization?.Parameter, body))
            {
                RetryAfter = RetryAfter.Of(response.Headers, _time.GetUtcNow()),
            };
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, HttpFailures failures, CancellationToken cancellationToken)
    {
        // As long as it says that it is, and a byte more, in which to find its end; a stranger's word does not take more than this.
        var body = new ArrayBufferWriter<byte>((int)Math.Min(response.Content.Headers.ContentLength ?? UsualBody, LongestTrusted) + 1);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.ReadAsync(body.GetMemory(), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                body.Advance(read);
                _traffic.Received(read);
                if (body.WrittenCount > _maxBodyBytes)
                    throw failures.TooLong(_maxBodyBytes, response.StatusCode);
            }
        }
        return body.WrittenMemory;
    }
}
