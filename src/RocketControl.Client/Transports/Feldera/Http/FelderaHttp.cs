using System.Net.Http.Headers;
using System.Text.Json;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// One call to a Feldera server: credential and tenant in the header, attempts, one deadline, refusals as exceptions (Feldera protocol §4, §5, §11).
/// </summary>
internal sealed class FelderaHttp : IDisposable
{
    private readonly FelderaOptions _options;
    private readonly HttpExchange _exchange;
    private readonly HttpAttempts _attempts;

    public FelderaHttp(FelderaOptions options, HttpMessageHandler? connections, Action<RunControlException, int> onRetry)
    {
        var server = FelderaEndpoint.Of(options);
        _options = options;
        _exchange = new HttpExchange(options, server, connections);
        _attempts = new HttpAttempts(options, server, IsTransient, onRetry);
    }

    /// <summary>Sends a request and reads the answer to its end.</summary>
    /// <exception cref="RunControlException">It failed, or the server refused it.</exception>
    public Task<HttpReply> CallAsync(FelderaRequest request, CancellationToken cancellationToken) => AttemptAsync(
        request,
        (remaining, token) => AuthorizedAsync(
            request, message => _exchange.SendAsync(request.Operation, message, remaining, token), static reply => reply, token),
        cancellationToken);

    /// <summary>Sends a request whose answer is JSON.</summary>
    /// <exception cref="RunControlException">It failed, the server refused it, or it answered something else.</exception>
    public async Task<JsonElement> CallJsonAsync(FelderaRequest request, CancellationToken cancellationToken)
    {
        var reply = await CallAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = ReadableJson.Parse(reply.Body);
            return document.RootElement.ValueKind == request.Answer ? document.RootElement.Clone() : throw NotUnderstood(reply, request);
        }
        catch (JsonException)
        {
            // The reader's own exception repeats what is there, which may be a key.
            throw NotUnderstood(reply, request);
        }
    }

    /// <summary>Deletes something. That it is gone already is a success only after an attempt that may have deleted it.</summary>
    /// <exception cref="RunControlException">It failed, or the server refused it.</exception>
    public async Task DeleteAsync(FelderaRequest request, CancellationToken cancellationToken)
    {
        // An empty body keeps the connection layer from repeating a request whose connection was cut, on its own.
        request = request with { Body = static () => new ByteArrayContent([]) };
        var mayBeDeleted = false;
        try
        {
            await AttemptAsync(request, DeleteOnceAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (RunNotFoundException) when (mayBeDeleted)
        {
            // An earlier attempt was carried out; only its answer was lost.
        }

        async Task<HttpReply> DeleteOnceAsync(TimeSpan? remaining, CancellationToken token)
        {
            try
            {
                return await AuthorizedAsync(
                    request, message => _exchange.SendAsync(request.Operation, message, remaining, token), static reply => reply, token).ConfigureAwait(false);
            }
            catch (RunControlException exception) when (exception.OutcomeUnknown)
            {
                mayBeDeleted = true;
                throw;
            }
        }
    }

    /// <summary>Sends a request whose answer is read while it comes in.</summary>
    /// <param name="request">The request; its deadline counts until the answer begins.</param>
    /// <param name="idleTimeout">How long the answer may pause; null for as long as it likes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunControlException">It failed, or the server refused it.</exception>
    public async Task<HttpBodyStream> OpenAsync(FelderaRequest request, TimeSpan? idleTimeout, CancellationToken cancellationToken)
    {
        var reply = await AttemptAsync(
            request,
            (remaining, token) => AuthorizedAsync(
                request, message => _exchange.OpenAsync(request.Operation, message, remaining, idleTimeout, token), static reply => reply.Head, token),
            cancellationToken).ConfigureAwait(false);
        return reply.Body!;
    }

    public void Dispose() => _exchange.Dispose();

    private Task<T> AttemptAsync<T>(FelderaRequest request, Func<TimeSpan?, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var asked = request.Timeout ?? _options.CallTimeout;
        TimeSpan? timeout = asked == Timeout.InfiniteTimeSpan ? null : asked;
        return request.Repetition == FelderaRepetition.Never
            ? _attempts.OnceAsync(request.Operation, token => attempt(timeout, token), cancellationToken)
            : _attempts.ExecuteAsync(request.Operation, timeout, request.Repetition == FelderaRepetition.Always, attempt, cancellationToken);
    }

    /// <summary>
    /// Sends with a fresh credential, and once more with another when the server refuses the first: tokens expire. Refusals that only say that somebody else was faster
    /// are overcome by trying once more, too.
    /// </summary>
    private async Task<T> AuthorizedAsync<T>(
        FelderaRequest request, Func<HttpRequestMessage, Task<T>> send, Func<T, HttpReply> headOf, CancellationToken cancellationToken)
    {
        var again = request.Repetition != FelderaRepetition.Never;
        while (true)
        {
            var message = new HttpRequestMessage(request.Method, request.Path) { Content = request.Body?.Invoke() };
            // Without a body the connection layer would repeat a request whose connection was cut, on its own.
            if (request.Repetition != FelderaRepetition.Always)
                message.Content ??= new ByteArrayContent([]);
            if (_options.Tenant is { } tenant)
                message.Headers.Add("Feldera-Tenant", tenant);
            if (await CredentialKey.GetForHeaderAsync(_options, request.Operation, cancellationToken).ConfigureAwait(false) is { } key)
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var reply = await send(message).ConfigureAwait(false);
            var head = headOf(reply);
            // Feldera sends no pages: this one is a proxy's, perhaps to log in, and says nothing about the request.
            if (head is { IsSuccess: true, MediaType: "text/html" })
            {
                (reply as HttpStreamReply)?.Body?.Dispose();
                throw NotUnderstood(head, request);
            }
            if (head.IsSuccess || request.IsAnswer?.Invoke(head) is true)
                return reply;
            var failure = FelderaErrors.Read(head, request.Operation, request.Pipeline);
            var mayPass = (failure is RunAuthenticationException && _options.Credential is { IsFixed: false })
                || (request.Repetition == FelderaRepetition.Always && FelderaErrors.IsOutdated(failure));
            if (!again || !mayPass)
                throw failure;
            again = false;
        }
    }

    private static RunProtocolException NotUnderstood(HttpReply reply, FelderaRequest request) => new(
        $"The server's answer (HTTP {(int)reply.Status}, {FelderaErrors.Describe(reply)}) is not the JSON that was asked for; probably it is a proxy's.",
        new RunErrorContext(RunBackend.Feldera, request.Operation) { HttpStatus = reply.Status, OutcomeUnknown = request.MayHaveEffect });

    private static bool IsTransient(RunControlException exception) => exception is not RunTimeoutException && exception.IsTransient;
}
