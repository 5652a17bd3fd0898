using System.Net.Http.Headers;
using System.Text.Json;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>One call over HTTP: the key in the header, attempts, one deadline, the envelope taken off (RocketRide protocol §7).</summary>
internal sealed class RocketRideHttp : IDisposable
{
    private readonly RocketRideOptions _options;
    private readonly HttpExchange _exchange;
    private readonly HttpAttempts _attempts;

    public RocketRideHttp(RocketRideEndpoint endpoint, RocketRideOptions options, Action<RunControlException, int> onRetry)
    {
        _options = options;
        _exchange = new HttpExchange(options, endpoint.Http);
        _attempts = new HttpAttempts(options, endpoint.Http, IsTransient, onRetry);
    }

    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="createRequest">Makes the request, anew for each attempt.</param>
    /// <param name="timeout">The deadline over all attempts.</param>
    /// <param name="repeatable">True when the request may be sent again after it may have been carried out.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The <c>data</c> of the envelope; undefined when there is none.</returns>
    /// <exception cref="RunControlException">It failed.</exception>
    public Task<JsonElement> CallAsync(
        RunOperation operation, Func<HttpRequestMessage> createRequest, TimeSpan timeout, bool repeatable, CancellationToken cancellationToken) =>
        CallAsync(operation, _ => new(createRequest()), timeout, repeatable, cancellationToken);

    /// <inheritdoc cref="CallAsync(RunOperation, Func{HttpRequestMessage}, TimeSpan, bool, CancellationToken)"/>
    public Task<JsonElement> CallAsync(
        RunOperation operation,
        Func<CancellationToken, ValueTask<HttpRequestMessage>> createRequest,
        TimeSpan timeout,
        bool repeatable,
        CancellationToken cancellationToken) =>
        AskAsync(operation, createRequest, static (ref reader, _) => JsonElement.ParseValue(ref reader), timeout, repeatable, cancellationToken);

    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="createRequest">Makes the request, anew for each attempt.</param>
    /// <param name="read">Reads the <c>data</c> of the envelope.</param>
    /// <param name="timeout">The deadline over all attempts.</param>
    /// <param name="repeatable">True when the request may be sent again after it may have been carried out.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>What was read; default when there is no <c>data</c>.</returns>
    /// <exception cref="RunControlException">It failed.</exception>
    public Task<T?> AskAsync<T>(
        RunOperation operation,
        Func<CancellationToken, ValueTask<HttpRequestMessage>> createRequest,
        JsonReading<T> read,
        TimeSpan timeout,
        bool repeatable,
        CancellationToken cancellationToken) => _attempts.ExecuteAsync(
            operation,
            timeout,
            repeatable,
            async (remaining, token) =>
            {
                var request = await createRequest(token).ConfigureAwait(false);
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Bearer", await LogInKey.GetForHeaderAsync(_options, operation, token).ConfigureAwait(false));
                var reply = await _exchange.SendAsync(operation, request, remaining, token).ConfigureAwait(false);
                return reply.IsSuccess && HttpEnvelope.TryOpen(reply.Body, read, out var data) ? data : throw HttpRefusals.Read(reply, operation);
            },
            cancellationToken);

    public void Dispose() => _exchange.Dispose();

    private static bool IsTransient(RunControlException exception) =>
        exception is RunConnectionLostException or RunUnavailableException or RunRateLimitedException;
}
