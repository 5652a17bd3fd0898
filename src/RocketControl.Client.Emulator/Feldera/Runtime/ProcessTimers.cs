namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>What a process is going to do. Once disposed, nothing of it happens any more.</summary>
internal sealed class ProcessTimers(ServerClock clock) : IDisposable
{
    private readonly HashSet<IDisposable> _scheduled = [];
    private bool _disposed;

    public void Schedule(TimeSpan delay, Action action)
    {
        if (_disposed)
            return;
        IDisposable? call = null;
        call = clock.Schedule(delay, () =>
        {
            _scheduled.Remove(call!);
            action();
        });
        _scheduled.Add(call);
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (IDisposable call in _scheduled)
            call.Dispose();
        _scheduled.Clear();
    }
}
