namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Counts the sends in work on one run and can be closed. The server kills what is in work when a run is terminated, so the promise of a graceful
/// termination, finish the work at hand and take nothing new, is kept here for this client's own sends.
/// </summary>
internal sealed class SendGate
{
    private readonly object _lock = new();
    private TaskCompletionSource? _empty;
    private int _inWork;
    private bool _closed;

    /// <summary>Lets a send in; false when the gate is closed. One that was let in must <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_closed)
                return false;
            _inWork++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_inWork > 0)
                return;
            _empty?.TrySetResult();
            _empty = null;
        }
    }

    /// <summary>Lets nobody in any more.</summary>
    /// <returns>How many are in work.</returns>
    public int Close()
    {
        lock (_lock)
        {
            _closed = true;
            return _inWork;
        }
    }

    public void Open()
    {
        lock (_lock)
            _closed = false;
    }

    /// <summary>Waits until nobody is in work, for a limited time.</summary>
    /// <returns>How many still are.</returns>
    public async Task<int> DrainAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Task empty;
        lock (_lock)
        {
            if (_inWork == 0)
                return 0;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            empty = _empty.Task;
        }
        try
        {
            await empty.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (TimeoutException)
        {
            lock (_lock)
                return _inWork;
        }
    }
}
