using RocketControl.Client.Emulator.RocketRide.Pipelines;
using RocketControl.Client.Emulator.RocketRide.Pipes;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>One engine process of a task: its life, its pipes and its ticks.</summary>
internal sealed class EngineRun : IDisposable
{
    private readonly TaskCompletionSource<StopCause> _stopRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly List<ITimer> _timers = [];

    public EngineRun(EmulatedTask task, EngineClock clock)
    {
        Graph = PipelineGraph.Read(VariableSubstitution.Apply(task.Pipeline, task.Settings.Environment), task.Identity.Source);
        StartedAt = clock.UnixNow;
        LastSignOfLife = clock.Provider.GetTimestamp();
        Pipes = PipeTable.Create(task.Settings.Threads);
        Gone = _gone.Token;
    }

    public PipelineGraph Graph { get; }

    /// <summary>Null when the engine cannot take pipes with the thread count that it was given.</summary>
    public PipeTable? Pipes { get; }

    public double StartedAt { get; }

    /// <summary>The clock's timestamp of the last event that the process sent.</summary>
    public long LastSignOfLife { get; set; }

    /// <summary>What the pipes did; the status shows it with a delay.</summary>
    public ObjectCounts Counts { get; set; }

    /// <summary>A restart is to follow, so that the end of this process is not the end of the task.</summary>
    public bool IsToBeFollowed { get; set; }

    public Task<StopCause> StopRequested => _stopRequested.Task;

    /// <summary>Completes when the process takes connections.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when the state is terminal.</summary>
    public Task Finished => _finished.Task;

    /// <summary>
    /// Completes one poll after that, and calls those who wait for it one after the other, so that the replies to a terminate come in the
    /// order of the requests and before the events of a restart.
    /// </summary>
    public Task Settled => _settled.Task;

    /// <summary>Cancelled when the process is gone; what it was doing is never answered.</summary>
    public CancellationToken Gone { get; }

    /// <summary>The first cause counts.</summary>
    public void RequestStop(StopCause cause) => _stopRequested.TrySetResult(cause);

    /// <summary>Keeps a timer until the process is gone.</summary>
    public void Own(ITimer timer)
    {
        lock (_timers)
        {
            _timers.Add(timer);
            if (Gone.IsCancellationRequested)
                DisposeTimers();
        }
    }

    public void MarkReady() => _ready.TrySetResult();

    /// <summary>Ends what the process was doing. Not to be called under the engine's gate: waiting requests wake up.</summary>
    public void MarkGone()
    {
        _gone.Cancel();
        DisposeTimers();
    }

    public void MarkFinished() => _finished.TrySetResult();

    /// <summary>Not to be called under the engine's gate: those who wait go on in here.</summary>
    public void MarkSettled() => _settled.TrySetResult();

    /// <summary>Waits, but not longer than until a stop is asked for.</summary>
    /// <returns>False when a stop was asked for.</returns>
    public async Task<bool> WaitAsync(Task wait)
    {
        await Task.WhenAny(wait, StopRequested).ConfigureAwait(false);
        return !StopRequested.IsCompleted;
    }

    public void Dispose()
    {
        DisposeTimers();
        _gone.Dispose();
    }

    private void DisposeTimers()
    {
        lock (_timers)
        {
            foreach (ITimer timer in _timers)
                timer.Dispose();
            _timers.Clear();
        }
    }
}
