namespace RocketControl.Client.Emulator.Feldera;

/// <summary>
/// The clock of a server. What it calls, it calls under the server's lock, on the thread on which the time provider's timer fires, so that a server on
/// a manual clock goes step by step.
/// </summary>
internal sealed class ServerClock(TimeProvider time, object gate) : IDisposable
{
    private readonly HashSet<ScheduledCall> _pending = [];
    private bool _disposed;

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeProvider TimeProvider => time;

    private object Gate => gate;

    /// <summary>Calls once, after this time; dispose what is returned to call it off. Has to be called under the lock.</summary>
    public IDisposable Schedule(TimeSpan delay, Action action)
    {
        var call = new ScheduledCall(this, action);
        if (_disposed)
            return call;
        _pending.Add(call);
        call.Start(delay);
        return call;
    }

    /// <summary>Calls off everything.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            _disposed = true;
            foreach (ScheduledCall call in _pending.ToArray())
                call.Dispose();
        }
    }

    private sealed class ScheduledCall(ServerClock clock, Action action) : IDisposable
    {
        private ITimer? _timer;

        public void Start(TimeSpan delay) => _timer = clock.TimeProvider.CreateTimer(_ => Fire(), null, delay, Timeout.InfiniteTimeSpan);

        public void Dispose()
        {
            clock._pending.Remove(this);
            _timer?.Dispose();
        }

        private void Fire()
        {
            lock (clock.Gate)
            {
                if (!clock._pending.Remove(this))
                    return;
                _timer?.Dispose();
                action();
            }
        }
    }
}
