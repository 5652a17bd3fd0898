using System.Net.Http.Headers;
using System.Text;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Processes;

/// <summary>One call: attempts, one deadline, the answer understood. Every call may be repeated: doing it twice is the same as doing it once.</summary>
internal sealed class ProcessHttp : IDisposable
{
    private readonly ProcessManagerOptions _options;
    private readonly HttpExchange _exchange;
    private readonly HttpAttempts _attempts;

    public ProcessHttp(ProcessManagerOptions options, HttpMessageHandler? connections, Action<RunControlException, int> onRetry)
    {
        var server = BaseAddress(options);
        _options = options;
        _exchange = new HttpExchange(options, server, connections);
        _attempts = new HttpAttempts(options, server, IsTransient, onRetry);
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

    private Task<ProcessAnswer> CallAsync(RunOperation operation, Func<HttpRequestMessage> createRequest, CancellationToken cancellationToken)
    {
        var isRepetition = false;
        return _attempts.ExecuteAsync(
            operation,
            _options.CallTimeout,
            repeatable: true,
            async (remaining, token) =>
            {
                try
                {
                    var answer = await AuthorizedAsync(operation, createRequest, remaining, token).ConfigureAwait(false);
                    return answer with { IsRepetition = isRepetition };
                }
                catch (RunControlException exception) when (exception.OutcomeUnknown)
                {
                    isRepetition = true;
                    throw;
                }
            },
            cancellationToken);
    }

    /// <summary>Sends with the key, if there is one, and once more with another when the first is refused and there is another by now; a refused request did nothing.</summary>
    private async Task<ProcessAnswer> AuthorizedAsync(
        RunOperation operation, Func<HttpRequestMessage> createRequest, TimeSpan? remaining, CancellationToken cancellationToken)
    {
        var key = await CredentialKey.GetForHeaderAsync(_options, operation, cancellationToken).ConfigureAwait(false);
        for (var again = true; ; again = false)
        {
            var request = createRequest();
            if (key is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            _options.ConfigureHeaders?.Invoke(request.Headers);
            var reply = await _exchange.SendAsync(operation, request, remaining, cancellationToken).ConfigureAwait(false);
            try
            {
                return ProcessAnswerReader.Read(reply, operation);
            }
            catch (RunAuthenticationException) when (again)
            {
                var other = await CredentialKey.GetForHeaderAsync(_options, operation, cancellationToken).ConfigureAwait(false);
                if (other == key)
                    throw;
                key = other;
            }
        }
    }

    private static bool IsTransient(RunControlException exception) =>
        exception is RunConnectionLostException or RunUnavailableException or RunRateLimitedException;
}
