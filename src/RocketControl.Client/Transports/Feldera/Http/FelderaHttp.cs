using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using RocketControl.Client.Resilience;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// One call to a Feldera server: credential and tenant in the header, attempts, one deadline, refusals as exceptions (Feldera protocol §4, §5, §11).
/// </summary>
internal sealed class FelderaHttp : IDisposable
{
    private readonly FelderaOptions _options;
    private readonly HttpExchange _exchange;
    private readonly RetryPolicy _retries;

    public FelderaHttp(FelderaOptions options, HttpMessageHandler? connections, Action<RunControlException, int> onRetry)
    {
        _options = options;
        _exchange = new HttpExchange(
            RunBackend.Feldera,
            FelderaEndpoint.Of(options),
            connections ?? HttpConnections.Of(options),
            options.MaxMessageBytes,
            options.TimeProvider);
        _retries = new RetryPolicy(options.MaxRetries, options.RetryDelay, options.TimeProvider, IsTransient, onRetry);
    }

    /// <summary>Sends a request and reads the answer to its end.</summary>
    /// <exception cref="RunControlException">It failed, or the server refused it.</exception>
    public async Task<HttpReply> CallAsync(FelderaRequest request, CancellationToken cancellationToken)
    {
        var timeout = request.Timeout ?? _options.CallTimeout;
        var started = _options.TimeProvider.GetTimestamp();
        return await AttemptAsync(
            request,
            timeout,
            async token =>
            {
                TimeSpan? remaining = timeout == Timeout.InfiniteTimeSpan ? null : timeout - _options.TimeProvider.GetElapsedTime(started);
                return await AuthorizedAsync(
                    request, message => _exchange.SendAsync(request.Operation, message, remaining, token), static reply => reply, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request whose answer is JSON.</summary>
    /// <exception cref="RunControlException">It failed, the server refused it, or it answered something else.</exception>
    public async Task<JsonElement> CallJsonAsync(FelderaRequest request, CancellationToken cancellationToken)
    {
        var reply = await CallAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(reply.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The reader's own exception repeats what is there, which may be a key.
            throw new RunProtocolException(
                $"The server's answer (HTTP {(int)reply.Status}, {FelderaErrors.Describe(reply)}) is not JSON; probably it is a proxy's.",
                new RunErrorContext(RunBackend.Feldera, request.Operation) { HttpStatus = reply.Status, OutcomeUnknown = request.Method != HttpMethod.Get });
        }
    }

    /// <summary>Sends a request whose answer is read while it comes in.</summary>
    /// <param name="request">The request; its deadline counts until the answer begins.</param>
    /// <param name="idleTimeout">How long the answer may pause; null for as long as it likes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunControlException">It failed, or the server refused it.</exception>
    public async Task<HttpBodyStream> OpenAsync(FelderaRequest request, TimeSpan? idleTimeout, CancellationToken cancellationToken)
    {
        var timeout = request.Timeout ?? _options.CallTimeout;
        var started = _options.TimeProvider.GetTimestamp();
        var reply = await AttemptAsync(
            request,
            timeout,
            async token =>
            {
                var remaining = timeout - _options.TimeProvider.GetElapsedTime(started);
                return await AuthorizedAsync(
                    request,
                    message => _exchange.OpenAsync(request.Operation, message, remaining, idleTimeout, token),
                    static reply => reply.Head,
                    token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return reply.Body!;
    }

    public void Dispose() => _exchange.Dispose();

    /// <summary>Repeats as far as the request allows and its deadline lasts; then the failure that stood in the way is the one that counts.</summary>
    private async Task<T> AttemptAsync<T>(
        FelderaRequest request, TimeSpan timeout, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Repetition == FelderaRepetition.Never)
            return await attempt(cancellationToken).ConfigureAwait(false);
        RunControlException? last = null;
        using var deadline = new HttpDeadline(timeout, _options.TimeProvider, cancellationToken);
        try
        {
            return await _retries.ExecuteAsync(
                request.Repetition == FelderaRepetition.Always,
                async token =>
                {
                    try
                    {
                        // The deadline of the whole ends the pauses only: an attempt has its own, which says what happened.
                        return await attempt(cancellationToken).ConfigureAwait(false);
                    }
                    catch (RunControlException exception)
                    {
                        last = exception;
                        throw;
                    }
                },
                deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            if (last is not null && !cancellationToken.IsCancellationRequested)
                ExceptionDispatchInfo.Throw(last);
            throw deadline.Explain(exception, (_, cause) => new RunTimeoutException(
                $"{request.Operation} did not succeed within {timeout.TotalSeconds:0.###} s.",
                new RunErrorContext(RunBackend.Feldera, request.Operation),
                cause)
            {
                Timeout = timeout,
            });
        }
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
            if (await KeyAsync(request.Operation, cancellationToken).ConfigureAwait(false) is { } key)
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var reply = await send(message).ConfigureAwait(false);
            var head = headOf(reply);
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

    private async ValueTask<string?> KeyAsync(RunOperation operation, CancellationToken cancellationToken)
    {
        if (_options.Credential is not { } credential)
            return null;
        try
        {
            var key = (await credential.GetAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))?.Trim();
            if (key is { Length: > 0 } && key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                throw new RunAuthenticationException(
                    "The key of FelderaOptions.Credential holds characters that no header can carry.", new RunErrorContext(RunBackend.Feldera, operation));
            }
            return string.IsNullOrEmpty(key) ? null : key;
        }
        catch (Exception exception) when (exception is not RunControlException && !cancellationToken.IsCancellationRequested)
        {
            throw new RunAuthenticationException(
                "The delegate of FelderaOptions.Credential failed to give a key.", new RunErrorContext(RunBackend.Feldera, operation), exception);
        }
    }

    private static bool IsTransient(RunControlException exception) => exception is not RunTimeoutException && exception.IsTransient;
}
