namespace RocketControl.Client.Emulator.Faults;

/// <summary>A fault that holds something back, a reply or an upgrade, until it is released.</summary>
public sealed class Hold : InjectedFault
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Hold()
    {
    }

    /// <summary>Completes when something is held for the first time; a held reply's command has been executed by then.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets go of everything that is held; nothing is held any more afterwards.</summary>
    public void Release() => _released.TrySetResult();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Release();
    }

    internal bool IsReleased => _released.Task.IsCompleted;

    /// <summary>Says that something is held by those who look now and then, instead of waiting.</summary>
    internal void Reach()
    {
        if (_reached.TrySetResult())
            Hit();
    }

    internal Task WaitAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _released.Task.WaitAsync(cancellationToken);
    }
}
