namespace RocketControl.Client.Transports.Http;

/// <summary>A caller's token and a deadline in one, which tells afterwards which of them it was.</summary>
internal sealed class HttpDeadline : IDisposable
{
    private readonly TimeSpan? _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource _limit;

    /// <param name="timeout">The time from now; not positive when it is over already, null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">The caller's token.</param>
    public HttpDeadline(TimeSpan? timeout, TimeProvider time, CancellationToken caller)
    {
        _timeout = timeout;
        _caller = caller;
        _deadline = timeout is { } limit ? new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time) : null;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline?.Token ?? CancellationToken.None);
    }

    public CancellationToken Token => _limit.Token;

    /// <summary>The exception to throw for a cancelled operation: the caller's own when he cancelled, else that of the deadline.</summary>
    public Exception Explain(OperationCanceledException exception, Func<TimeSpan, Exception, Exception> timedOut)
    {
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException(exception.Message, exception, _caller);
        return _deadline is { IsCancellationRequested: true } ? timedOut(_timeout!.Value, exception) : exception;
    }

    public void Dispose()
    {
        _limit.Dispose();
        _deadline?.Dispose();
    }
}
