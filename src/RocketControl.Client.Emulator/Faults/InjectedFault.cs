namespace RocketControl.Client.Emulator.Faults;

/// <summary>A fault that was set up; dispose it to take it back.</summary>
public class InjectedFault : IDisposable
{
    private readonly TaskCompletionSource _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _hits;
    private volatile bool _removed;

    private protected InjectedFault()
    {
    }

    internal static InjectedFault Create() => new();

    /// <summary>How often the fault struck.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Completes when the fault strikes for the first time.</summary>
    public Task WhenHit => _hit.Task;

    internal bool IsRemoved => _removed;

    /// <summary>Takes the fault back: it strikes no more. What it has already struck stays as it is.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the fault back.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => _removed = true;

    internal int Hit()
    {
        int index = Interlocked.Increment(ref _hits) - 1;
        _hit.TrySetResult();
        return index;
    }
}
