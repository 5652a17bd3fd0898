namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Counts the commands of a connection that still run.</summary>
internal sealed class RunningCommands
{
    private readonly object _gate = new();
    private TaskCompletionSource? _ended;
    private int _running;

    public void Enter()
    {
        lock (_gate)
            _running++;
    }

    public void Exit()
    {
        lock (_gate)
        {
            if (--_running == 0)
                _ended?.TrySetResult();
        }
    }

    /// <summary>Completes once no command runs any more. To be asked when no new one can start.</summary>
    public Task WhenEndedAsync()
    {
        lock (_gate)
        {
            if (_running == 0)
                return Task.CompletedTask;
            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _ended.Task;
        }
    }
}
