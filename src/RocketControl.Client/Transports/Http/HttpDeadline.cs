namespace RocketControl.Client.Transports.Http;

/// <summary>A caller's token and a deadline in one, which tells afterwards which of them it was.</summary>
internal sealed class HttpDeadline : IDisposable
{
    private readonly TimeSpan? _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenRegistration _whenCallerCancels;
    private readonly CancellationTokenRegistration _whenClientEnds;

    /// <param name="timeout">The time from now; not positive when it is over already, null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="endOfClient">Cancels it like the deadline does, without being one.</param>
    public HttpDeadline(TimeSpan? timeout, TimeProvider time, CancellationToken caller, CancellationToken endOfClient = default)
    {
        _timeout = timeout;
        _caller = caller;
        // One source with a timer, not one for the deadline linked to another: there is one of these for every request.
        _limit = timeout is { } limit ? new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time) : new CancellationTokenSource();
        _whenCallerCancels = Forward(caller);
        _whenClientEnds = Forward(endOfClient);
    }

    public CancellationToken Token => _limit.Token;

    /// <summary>Whether an operation failed because it was cancelled, which not everything that requests go through says in so many words.</summary>
    public bool IsCauseOf(Exception exception) =>
        exception is OperationCanceledException || (_limit.IsCancellationRequested && HttpFailures.IsOfNetwork(exception));

    /// <summary>The exception to throw for a cancelled operation: the caller's own when he cancelled, else that of the deadline.</summary>
    public Exception Explain(Exception exception, Func<TimeSpan, Exception, Exception> timedOut)
    {
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException(exception.Message, exception, _caller);
        return _timeout is { } timeout && _limit.IsCancellationRequested ? timedOut(timeout, exception) : exception;
    }

    public void Dispose()
    {
        _whenCallerCancels.Dispose();
        _whenClientEnds.Dispose();
        _limit.Dispose();
    }

    private CancellationTokenRegistration Forward(CancellationToken token) =>
        token.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), _limit);
}
