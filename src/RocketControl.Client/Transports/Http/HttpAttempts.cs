using System.Runtime.ExceptionServices;
using RocketControl.Client.Resilience;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports.Http;

/// <summary>
/// The attempts of one client's calls at one server: repeated as far as the policy allows and a call's deadline lasts, and none at all while the server is left alone.
/// </summary>
internal sealed class HttpAttempts
{
    private readonly RunTransportOptions _options;
    private readonly RetryPolicy _retries;
    private readonly CircuitBreaker _circuit;
    private readonly CallObserver _calls;

    /// <param name="options">How often to repeat, and when to leave the server alone.</param>
    /// <param name="server">The server, for the exceptions.</param>
    /// <param name="isTransient">Whether a failure may pass by itself.</param>
    /// <param name="onRetry">Told of each repetition, counted from 1.</param>
    public HttpAttempts(RunTransportOptions options, Uri server, Func<RunControlException, bool> isTransient, Action<RunControlException, int> onRetry)
    {
        _options = options;
        _retries = new RetryPolicy(options.MaxRetries, options.RetryDelay, options.TimeProvider, isTransient, onRetry);
        _circuit = new CircuitBreaker(options.CircuitBreaker, options.Backend, server.GetLeftPart(UriPartial.Authority), options.TimeProvider);
        _calls = new CallObserver(() => (options.Backend, HttpExchange.NameOf(options.Backend)), options.TimeProvider);
    }

    /// <summary>Makes one attempt only.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="attempt">The attempt, which keeps its own deadline.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">It failed.</exception>
    public Task<T> OnceAsync<T>(RunOperation operation, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) => _calls.RequestAsync(
        operation,
        (attempts: this, operation, attempt, cancellationToken),
        static call => call.attempts.AttemptAsync(call.operation, call.attempt, call.cancellationToken));

    /// <summary>Makes as many attempts as it takes. When the deadline passes between two of them, the failure that stood in the way is the one that counts.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="timeout">The deadline over all attempts; null for none.</param>
    /// <param name="repeatable">True when doing it twice is the same as doing it once.</param>
    /// <param name="attempt">One attempt, which is told what is left of the deadline, and keeps that itself.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">It failed.</exception>
    public Task<T> ExecuteAsync<T>(
        RunOperation operation, TimeSpan? timeout, bool repeatable, Func<TimeSpan?, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        _calls.RequestAsync(
            operation,
            (attempts: this, operation, timeout, repeatable, attempt, cancellationToken),
            static call => call.attempts.AttemptFirstAsync(call.operation, call.timeout, call.repeatable, call.attempt, call.cancellationToken));

    private Task<T> AttemptAsync<T>(RunOperation operation, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : _circuit.ExecuteAsync(operation, token => new ValueTask<T>(attempt(token)), cancellationToken).AsTask();

    /// <summary>The first attempt, which usually is the last.</summary>
    private async Task<T> AttemptFirstAsync<T>(
        RunOperation operation, TimeSpan? timeout, bool repeatable, Func<TimeSpan?, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var started = _options.TimeProvider.GetTimestamp();
        RunControlException failure;
        try
        {
            return await AttemptAsync(operation, token => attempt(timeout, token), cancellationToken).ConfigureAwait(false);
        }
        catch (RunControlException exception) when (_retries.Repeats(exception, repeatable))
        {
            failure = exception;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        return await RepeatAsync(operation, timeout, started, failure, repeatable, attempt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The rest of a call whose first attempt has failed, which counts as one.</summary>
    private async Task<T> RepeatAsync<T>(
        RunOperation operation,
        TimeSpan? timeout,
        long started,
        RunControlException firstFailure,
        bool repeatable,
        Func<TimeSpan?, CancellationToken, Task<T>> attempt,
        CancellationToken cancellationToken)
    {
        var last = firstFailure;
        RunControlException? untold = firstFailure;
        using var deadline = new HttpDeadline(Remaining(), _options.TimeProvider, cancellationToken);
        try
        {
            return await _retries.ExecuteAsync(repeatable, AttemptInTimeAsync, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                ExceptionDispatchInfo.Throw(last);
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }

        async ValueTask<T> AttemptInTimeAsync(CancellationToken pausing)
        {
            try
            {
                if (Interlocked.Exchange(ref untold, null) is { } failure)
                    ExceptionDispatchInfo.Throw(failure);
                // The deadline of the whole ends the pauses only: an attempt has its own, which says what happened.
                return await AttemptAsync(operation, token => attempt(Remaining(), token), cancellationToken).ConfigureAwait(false);
            }
            catch (RunControlException exception)
            {
                last = exception;
                throw;
            }
        }

        TimeSpan? Remaining() => timeout - _options.TimeProvider.GetElapsedTime(started);
    }
}
