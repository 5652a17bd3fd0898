using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace RocketControl.Client.Transports.Http;

/// <summary>
/// One HTTP request and its answer under a deadline, with the network's failures told apart by the one thing that matters: whether the request may have
/// been carried out. No redirects (the credential must not go elsewhere), no cookies, no unbounded body.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MaxErrorText = 200;

    private readonly HttpClient _client;
    private readonly RunBackend _backend;
    private readonly string _server;
    private readonly int _maxBodyBytes;
    private readonly TimeProvider _time;

    /// <param name="backend">The backend, for the exceptions.</param>
    /// <param name="baseAddress">The server; ends with a slash.</param>
    /// <param name="connectTimeout">How long a connection may take to be made.</param>
    /// <param name="maxBodyBytes">The largest answer that is accepted.</param>
    /// <param name="time">The clock of the deadlines.</param>
    public HttpExchange(RunBackend backend, Uri baseAddress, TimeSpan connectTimeout, int maxBodyBytes, TimeProvider time)
    {
        _backend = backend;
        _server = baseAddress.GetLeftPart(UriPartial.Authority);
        _maxBodyBytes = maxBodyBytes;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            BaseAddress = baseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="request">The request; disposed here.</param>
    /// <param name="timeout">The deadline over the whole exchange.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">There is no whole answer.</exception>
    public async Task<HttpReply> SendAsync(RunOperation operation, HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using (request)
        {
            try
            {
                using var response = await _client
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
                var mediaType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";
                return new HttpReply(response.StatusCode, mediaType, await ReadBodyAsync(operation, response, limit.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }
            catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
            {
                throw new RunTimeoutException(
                    $"{operation} was not answered by {_server} within {timeout.TotalSeconds:0.###} s. The request may have been carried out; look at the "
                    + "run's status before you repeat it.", Context(operation, outcomeUnknown: true), exception)
                {
                    Timeout = timeout,
                };
            }
            catch (HttpRequestException exception) when (exception.InnerException is RunControlException failure)
            {
                // What was to be sent could not be read; the exception says so better than the network does.
                ExceptionDispatchInfo.Throw(failure);
                throw;
            }
            catch (HttpRequestException exception) when (IsSurelyUnsent(exception))
            {
                throw new RunConnectionFailedException(
                    $"No connection to {_server}: {exception.GetBaseException().Message}. Check that a server runs there and that the address is right.",
                    Context(operation, outcomeUnknown: false), exception);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                throw new RunConnectionLostException(
                    $"The connection to {_server} was lost during {operation}: {exception.GetBaseException().Message}. The request may have been carried "
                    + "out; look at the run's status before you repeat it.", Context(operation, outcomeUnknown: true), exception)
                {
                    Reason = ConnectionLossReason.TransportFailed,
                };
            }
        }
    }

    /// <summary>The beginning of a body that is not JSON, fit for a message.</summary>
    public static string Excerpt(HttpReply reply)
    {
        var text = System.Text.Encoding.UTF8.GetString(reply.Body.Span[..Math.Min(reply.Body.Length, MaxErrorText)]).ReplaceLineEndings(" ").Trim();
        return reply.Body.Length > MaxErrorText ? text + "…" : text;
    }

    public void Dispose() => _client.Dispose();

    private static bool IsSurelyUnsent(HttpRequestException exception) => exception.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(RunOperation operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.ReadAsync(body.GetMemory(4096), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                body.Advance(read);
                if (body.WrittenCount > _maxBodyBytes)
                {
                    throw new RunProtocolException(
                        $"{_server} answered with more than {_maxBodyBytes:N0} bytes.",
                        Context(operation, outcomeUnknown: true) with { HttpStatus = response.StatusCode });
                }
            }
        }
        return body.WrittenMemory;
    }

    private RunErrorContext Context(RunOperation operation, bool outcomeUnknown) => new(_backend, operation) { OutcomeUnknown = outcomeUnknown };
}
