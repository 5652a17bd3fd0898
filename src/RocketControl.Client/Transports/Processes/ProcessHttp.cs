using System.Net.Http.Headers;
using System.Text;
using RocketControl.Client.Resilience;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Processes;

/// <summary>One call: attempts, one deadline, the answer understood. Every call may be repeated: doing it twice is the same as doing it once.</summary>
internal sealed class ProcessHttp : IDisposable
{
    private readonly ProcessManagerOptions _options;
    private readonly HttpExchange _exchange;
    private readonly RetryPolicy _retries;

    public ProcessHttp(ProcessManagerOptions options, HttpMessageHandler? connections, Action<RunControlException, int> onRetry)
    {
        _options = options;
        _exchange = new HttpExchange(
            RunBackend.Processes,
            BaseAddress(options),
            connections ?? HttpConnections.Of(options),
            options.MaxMessageBytes,
            options.TimeProvider);
        _retries = new RetryPolicy(options.MaxRetries, options.RetryDelay, options.TimeProvider, IsTransient, onRetry);
    }

    /// <exception cref="RunInvalidArgumentException">The address is none, or would send the key in the clear without leave.</exception>
    public static Uri BaseAddress(ProcessManagerOptions options) => HttpEndpoint.Parse(options, options.Endpoint, "https://host/manager");

    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="route">The route behind <c>api/processes/</c>.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">There is no answer, or none that a process manager gives.</exception>
    public Task<ProcessAnswer> GetAsync(RunOperation operation, string route, CancellationToken cancellationToken) =>
        CallAsync(operation, () => new HttpRequestMessage(HttpMethod.Get, Address(route)), cancellationToken);

    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="route">The route behind <c>api/processes/</c>.</param>
    /// <param name="body">A JSON object: without one the server fails with 500 (process protocol §4).</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">There is no answer, or none that a process manager gives.</exception>
    public Task<ProcessAnswer> PostAsync(RunOperation operation, string route, string body, CancellationToken cancellationToken) => CallAsync(
        operation,
        () => new HttpRequestMessage(HttpMethod.Post, Address(route))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        },
        cancellationToken);

    public void Dispose() => _exchange.Dispose();

    private static string Address(string route) => $"api/processes/{route}";

    private async Task<ProcessAnswer> CallAsync(RunOperation operation, Func<HttpRequestMessage> createRequest, CancellationToken cancellationToken)
    {
        var started = _options.TimeProvider.GetTimestamp();
        var isRepetition = false;
        return await _retries.ExecuteAsync(
            repeatable: true,
            async token =>
            {
                var request = createRequest();
                if (_options.Credential is { } credential)
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await credential.GetAsync(token).ConfigureAwait(false));
                _options.ConfigureHeaders?.Invoke(request.Headers);
                var remaining = _options.CallTimeout - _options.TimeProvider.GetElapsedTime(started);
                try
                {
                    var reply = await _exchange.SendAsync(operation, request, remaining, token).ConfigureAwait(false);
                    return ProcessAnswerReader.Read(reply, operation) with { IsRepetition = isRepetition };
                }
                catch (RunControlException exception) when (exception.OutcomeUnknown)
                {
                    isRepetition = true;
                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsTransient(RunControlException exception) =>
        exception is RunConnectionLostException or RunUnavailableException or RunRateLimitedException;
}
