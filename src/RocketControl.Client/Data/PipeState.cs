namespace RocketControl.Client.Data;

/// <summary>Lets one operation at a time into a pipe, and none after it has failed, was completed or was disposed of.</summary>
internal sealed class PipeState
{
    private readonly object _lock = new();
    private TaskCompletionSource? _running;
    private Exception? _failure;
    private bool _completed;
    private bool _disposed;

    /// <summary>False once an operation can only be refused.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return !_disposed && !_completed && _failure is null;
        }
    }

    public void Enter(Run run)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(RunPipe));
            if (_completed)
                throw new InvalidOperationException("The object is complete and takes nothing more. Open another pipe.");
            if (_running is not null)
                throw new InvalidOperationException("The pipe is in use: one operation at a time, the next when the task of the one before has ended.");
            if (_failure is not null)
            {
                throw new PipeFailedException(
                    $"The object was abandoned because an earlier step failed: {_failure.Message}", new RunErrorContext(run.Backend, RunOperation.Send), _failure);
            }
            _running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <param name="failure">What the operation ended with; null for a success. What was refused before anything was sent does no harm.</param>
    public void Leave(Exception? failure)
    {
        TaskCompletionSource? running;
        lock (_lock)
        {
            (running, _running) = (_running, null);
            if (failure is not (null or RunInvalidArgumentException))
                _failure ??= failure;
        }
        running?.SetResult();
    }

    public void Complete()
    {
        lock (_lock)
            _completed = true;
    }

    /// <returns>Ends when no operation is under way; null when the pipe had been disposed of before.</returns>
    public Task? Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return null;
            _disposed = true;
            return _running?.Task ?? Task.CompletedTask;
        }
    }
}
