using System.Net.Http.Headers;
using System.Text.Json;
using RocketControl.Client.Resilience;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>One call over HTTP: the key in the header, attempts, one deadline, the envelope taken off (RocketRide protocol §7).</summary>
internal sealed class RocketRideHttp : IDisposable
{
    private readonly HttpExchange _exchange;
    private readonly RocketRideOptions _options;
    private readonly RetryPolicy _retries;
    private readonly CircuitBreaker _circuit;

    public RocketRideHttp(RocketRideEndpoint endpoint, RocketRideOptions options, Action<RunControlException, int> onRetry)
    {
        _options = options;
        _exchange = new HttpExchange(
            RunBackend.RocketRide,
            endpoint.Http,
            HttpConnections.Of(options),
            options.MaxMessageBytes,
            options.TimeProvider);
        _circuit = new CircuitBreaker(options.CircuitBreaker, RunBackend.RocketRide, endpoint.ToString(), options.TimeProvider);
        _retries = new RetryPolicy(options.MaxRetries, options.RetryDelay, options.TimeProvider, IsTransient, onRetry);
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
    public async Task<JsonElement> CallAsync(
        RunOperation operation,
        Func<CancellationToken, ValueTask<HttpRequestMessage>> createRequest,
        TimeSpan timeout,
        bool repeatable,
        CancellationToken cancellationToken)
    {
        var data = await AskAsync(operation, createRequest, timeout, repeatable, cancellationToken).ConfigureAwait(false);
        if (data.IsEmpty)
            return default;
        using var document = JsonDocument.Parse(data);
        return document.RootElement.Clone();
    }

    /// <inheritdoc cref="CallAsync(RunOperation, Func{HttpRequestMessage}, TimeSpan, bool, CancellationToken)"/>
    /// <returns>The JSON of the envelope's <c>data</c>; empty when there is none.</returns>
    public async Task<ReadOnlyMemory<byte>> AskAsync(
        RunOperation operation,
        Func<CancellationToken, ValueTask<HttpRequestMessage>> createRequest,
        TimeSpan timeout,
        bool repeatable,
        CancellationToken cancellationToken)
    {
        var started = _options.TimeProvider.GetTimestamp();
        return await _retries.ExecuteAsync(
            repeatable,
            token => _circuit.ExecuteAsync(operation, async token =>
            {
                var request = await createRequest(token).ConfigureAwait(false);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await GetKeyAsync(operation, token).ConfigureAwait(false));
                var remaining = timeout - _options.TimeProvider.GetElapsedTime(started);
                var reply = await _exchange.SendAsync(operation, request, remaining, token).ConfigureAwait(false);
                return reply.IsSuccess && HttpEnvelope.Open(reply.Body) is { } data ? data : throw HttpRefusals.Read(reply, operation);
            }, token),
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _exchange.Dispose();

    private async ValueTask<string> GetKeyAsync(RunOperation operation, CancellationToken cancellationToken)
    {
        var key = await LogInKey.GetAsync(_options, operation, cancellationToken).ConfigureAwait(false);
        return key.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw new RunAuthenticationException(
                "The key of RocketRideOptions.Credential holds characters that no header can carry.", new RunErrorContext(RunBackend.RocketRide, operation))
            : key;
    }

    private static bool IsTransient(RunControlException exception) =>
        exception is RunConnectionLostException or RunUnavailableException or RunRateLimitedException;
}
