namespace RocketControl.Client.Emulator;

/// <summary>Something that the emulator does not finish until it is released. Disposing releases, too.</summary>
public sealed class RocketRideHold : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RocketRideHold()
    {
    }

    /// <summary>Completes once something is being held.</summary>
    public Task Reached => _reached.Task;

    internal Task Released => _released.Task;

    /// <summary>Lets everything go on that is held, now and later. Repeating it does nothing.</summary>
    public void Release() => _released.TrySetResult();

    /// <inheritdoc />
    public void Dispose() => Release();

    internal void MarkReached() => _reached.TrySetResult();
}
