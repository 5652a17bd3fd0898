using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>One call to VectorShift: the key in the header, attempts, one deadline, refusals as exceptions (VectorShift protocol §1).</summary>
internal sealed class VectorShiftHttp : IDisposable
{
    private readonly VectorShiftOptions _options;
    private readonly HttpExchange _exchange;
    private readonly HttpAttempts _attempts;

    public VectorShiftHttp(VectorShiftOptions options, HttpMessageHandler? connections, Action<RunControlException, int> onRetry)
    {
        var server = Routes.BaseAddress(options);
        _options = options;
        _exchange = new HttpExchange(options, server, connections);
        _attempts = new HttpAttempts(options, server, IsTransient, onRetry);
    }

    /// <summary>Sends a request that may be repeated, and reads the JSON object that answers it.</summary>
    /// <exception cref="RunControlException">It failed, or VectorShift refused it.</exception>
    public Task<JsonElement> CallAsync(
        RunOperation operation, HttpMethod method, string route, Func<HttpContent>? body, CancellationToken cancellationToken) =>
        _attempts.ExecuteAsync(
            operation,
            _options.CallTimeout,
            repeatable: true,
            async (remaining, token) => Parse(
                await SendAsync(operation, method, route, _ => new(body?.Invoke()), remaining, token).ConfigureAwait(false), operation),
            cancellationToken);

    /// <summary>
    /// Halts a run or lets it go on. May be repeated; but whether VectorShift takes it twice is not documented, so a refusal says nothing of an attempt before it that
    /// was lost.
    /// </summary>
    /// <exception cref="RunControlException">It failed, or VectorShift refused it, be it with a success that says <c>failed</c>.</exception>
    public async Task HaltAsync(RunOperation operation, string route, Func<HttpContent> body, CancellationToken cancellationToken)
    {
        RunControlException? lost = null;
        try
        {
            await _attempts.ExecuteAsync(operation, _options.CallTimeout, repeatable: true, HaltOnceAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refusal) when (lost is not null && refusal is RunInvalidStateException or RunConflictException)
        {
            ExceptionDispatchInfo.Throw(lost);
        }

        async Task<JsonElement> HaltOnceAsync(TimeSpan? remaining, CancellationToken token)
        {
            try
            {
                var reply = await SendAsync(operation, HttpMethod.Post, route, _ => new(body()), remaining, token).ConfigureAwait(false);
                var answer = Parse(reply, operation);
                return VectorShiftErrors.IsFailed(answer) ? throw VectorShiftErrors.OfFailedReply(answer, operation) : answer;
            }
            catch (RunControlException exception) when (exception.OutcomeUnknown)
            {
                lost = exception;
                throw;
            }
        }
    }

    /// <summary>Sends a request that starts runs, at most once, and reads the JSON object that answers it.</summary>
    /// <exception cref="RunControlException">It failed, or VectorShift refused it.</exception>
    public Task<JsonElement> StartAsync(string route, Func<CancellationToken, ValueTask<HttpContent>> body, CancellationToken cancellationToken) =>
        _attempts.ExecuteAsync(
            RunOperation.Use,
            _options.RunTimeout,
            repeatable: false,
            async (remaining, token) => Parse(
                await SendAsync(RunOperation.Use, HttpMethod.Post, route, async opening => await body(opening).ConfigureAwait(false), remaining, token)
                    .ConfigureAwait(false),
                RunOperation.Use),
            cancellationToken);

    /// <summary>Sends a request that starts a run, at most once, whose answer is read while it comes in.</summary>
    /// <exception cref="RunControlException">It failed, or VectorShift refused it.</exception>
    public Task<HttpStreamReply> OpenAsync(string route, Func<CancellationToken, ValueTask<HttpContent>> body, CancellationToken cancellationToken) =>
        _attempts.ExecuteAsync(
            RunOperation.Use,
            _options.UseTimeout,
            repeatable: false,
            (remaining, token) => AuthorizedAsync(
                RunOperation.Use,
                HttpMethod.Post,
                route,
                async opening => await body(opening).ConfigureAwait(false),
                message =>
                {
                    message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
                    message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.5));
                    return _exchange.OpenAsync(RunOperation.Use, message, remaining, _options.StreamIdleTimeout, token);
                },
                static reply => reply.Head,
                token),
            cancellationToken);

    /// <summary>Reads an answer as a JSON object.</summary>
    /// <exception cref="RunProtocolException">It is none.</exception>
    public static JsonElement Parse(HttpReply reply, RunOperation operation)
    {
        try
        {
            using var document = ReadableJson.Parse(reply.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw VectorShiftErrors.NotUnderstood(reply, operation);
        }
        catch (JsonException)
        {
            // The reader's own exception repeats what is there, which may be a key.
            throw VectorShiftErrors.NotUnderstood(reply, operation);
        }
    }

    public void Dispose() => _exchange.Dispose();

    private Task<HttpReply> SendAsync(
        RunOperation operation,
        HttpMethod method,
        string route,
        Func<CancellationToken, ValueTask<HttpContent?>> body,
        TimeSpan? remaining,
        CancellationToken cancellationToken) =>
        AuthorizedAsync(
            operation,
            method,
            route,
            body,
            message => _exchange.SendAsync(operation, message, remaining, cancellationToken),
            static reply => reply,
            cancellationToken);

    /// <summary>Sends with the key, and once more with another when VectorShift refuses the first and there is another by now; a refused request did nothing.</summary>
    private async Task<T> AuthorizedAsync<T>(
        RunOperation operation,
        HttpMethod method,
        string route,
        Func<CancellationToken, ValueTask<HttpContent?>> body,
        Func<HttpRequestMessage, Task<T>> send,
        Func<T, HttpReply> headOf,
        CancellationToken cancellationToken)
    {
        var key = await KeyAsync(operation, cancellationToken).ConfigureAwait(false);
        for (var again = true; ; again = false)
        {
            var message = new HttpRequestMessage(method, route) { Content = await body(cancellationToken).ConfigureAwait(false) };
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var reply = await send(message).ConfigureAwait(false);
            if (headOf(reply).IsSuccess)
                return reply;
            var failure = VectorShiftErrors.Read(headOf(reply), operation);
            if (!again || failure is not RunAuthenticationException)
                throw failure;
            var other = await KeyAsync(operation, cancellationToken).ConfigureAwait(false);
            if (other == key)
                throw failure;
            key = other;
        }
    }

    private async ValueTask<string> KeyAsync(RunOperation operation, CancellationToken cancellationToken) =>
        await CredentialKey.GetForHeaderAsync(_options, operation, cancellationToken).ConfigureAwait(false)
        ?? throw new RunAuthenticationException("There is no key. Set VectorShiftOptions.Credential.", new RunErrorContext(RunBackend.VectorShift, operation));

    /// <summary>A start that was refused because there are too many may have been billed for all we know: only one that surely never left is sent again.</summary>
    private static bool IsTransient(RunControlException exception) => exception.Operation == RunOperation.Use
        ? exception is RunConnectionFailedException
        : exception.IsTransient && exception is not RunTimeoutException;
}
