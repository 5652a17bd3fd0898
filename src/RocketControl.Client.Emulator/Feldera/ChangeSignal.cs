namespace RocketControl.Client.Emulator.Feldera;

/// <summary>Tells those who wait that something has changed; what, they have to find out.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = Create();

    /// <summary>Completes with the next change. To miss none, take it before looking.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Signal() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
