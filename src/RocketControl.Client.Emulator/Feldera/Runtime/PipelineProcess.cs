using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>
/// The process of a deployed pipeline (Feldera protocol §2, runtime level). It knows nothing of the runner, which looks at <see cref="Status"/>,
/// <see cref="Desired"/> and <see cref="Failure"/> when it probes.
/// </summary>
internal sealed class PipelineProcess : IDisposable
{
    private readonly Pipeline _pipeline;
    private readonly Queue<string> _stages;
    private readonly ProcessTimers _timers;
    private readonly Suspension _suspension;
    private string _settled;
    private TimeSpan _clockOffset;
    private bool _stepIsDue;

    public PipelineProcess(Pipeline pipeline, StartSettings start)
    {
        _pipeline = pipeline;
        StartedAt = pipeline.Server.Clock.Now;
        Desired = start.Initial;
        _settled = start.Initial == RuntimeStatus.Standby ? RuntimeStatus.Running : start.Initial;
        Circuit = new Circuit(pipeline.Program!, pipeline.Storage.Journal ?? pipeline.Storage.Latest?.Tables);
        _timers = new ProcessTimers(pipeline.Server.Clock);
        _suspension = new Suspension(this);
        Checkpoints = new CheckpointWriter(this);
        Transactions = new Transactions(this);
        Connectors = new Connectors(pipeline.Program!);
        _stages = new Queue<string>(StartPlan.Of(pipeline, start));
        if (start.BootstrapPolicy == "reject" && StartPlan.IsModified(pipeline))
            Fail(new ApiError("BootstrapRejected", "The program has changed since the checkpoint, and the bootstrap policy rejects that"));
        Status = _stages.Dequeue();
        pipeline.Report(FelderaTransitionLevel.Process, null, Status, "process started");
        AdvanceAfter(Timings.RuntimeStep, Status);
    }

    public Guid Incarnation { get; } = Guid.NewGuid();

    public DateTimeOffset StartedAt { get; }

    public string Status { get; private set; }

    public string Desired { get; private set; }

    /// <summary>The fatal error; null while there is none.</summary>
    public ApiError? Failure { get; private set; }

    /// <summary>Whether the process can be reached over the network.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Whether all input connectors have said that they are at their end.</summary>
    public bool IsComplete { get; set; }

    public bool IsDisposed { get; private set; }

    public Circuit Circuit { get; }

    public CheckpointWriter Checkpoints { get; }

    public Transactions Transactions { get; }

    public Connectors Connectors { get; }

    public FelderaTimings Timings => _pipeline.Server.Timings;

    public FelderaPipelineFaults Faults => _pipeline.Server.Faults.Pipelines;

    public ServerClock Clock => _pipeline.Server.Clock;

    public PipelineStorage Storage => _pipeline.Storage;

    /// <summary>What keeps the process from being suspended or checkpointed.</summary>
    public SuspendErrors SuspendErrors => SuspendErrors.Of(this, _pipeline);

    /// <summary>Whether the start is over.</summary>
    public bool IsSettled => Status is RuntimeStatus.Running or RuntimeStatus.Paused;

    /// <exception cref="RefusedException">The process is in standby or being suspended.</exception>
    public void Pause() => Want(RuntimeStatus.Paused, "pause");

    /// <exception cref="RefusedException">The process is in standby or being suspended.</exception>
    public void Resume() => Want(RuntimeStatus.Running, "resume");

    /// <summary>Takes a checkpoint as soon as that is possible, and ends. Again is as good as once.</summary>
    /// <exception cref="RefusedException">The process is in standby.</exception>
    public void Suspend()
    {
        if (Desired == RuntimeStatus.Standby)
            throw Refusals.InvalidTransition("suspend", Desired);
        Desired = RuntimeStatus.Suspended;
        _suspension.Try();
    }

    /// <summary>Ends the standby.</summary>
    public void Activate(string initial)
    {
        if (Desired != RuntimeStatus.Standby)
            return;
        Desired = initial;
        _settled = initial;
        if (Status == RuntimeStatus.Standby)
            Advance("activate");
    }

    /// <summary>Ends the wait for an approval, if the process waits for one.</summary>
    public void Approve(bool isConcurrent)
    {
        if (Status != RuntimeStatus.AwaitingApproval)
            return;
        string[] rest = [.. StartPlan.Bootstrapping(isConcurrent), .. _stages];
        _stages.Clear();
        foreach (string stage in rest)
            _stages.Enqueue(stage);
        Advance("approve");
    }

    /// <summary>The process hits a fatal error. It does nothing more; the runner finds out when it probes.</summary>
    public void Fail(ApiError error)
    {
        Failure ??= error;
        _pipeline.Log.Write($"{Timestamps.Format(Clock.Now)} ERROR [pipeline] {error.Message}");
        _timers.Dispose();
        Circuit.EndStreams();
        _pipeline.Server.Changes.Signal();
    }

    /// <summary>Something was ingested, resumed or committed: if the process runs, a step follows.</summary>
    public void StepSoon()
    {
        if (_stepIsDue || Status != RuntimeStatus.Running || !Circuit.HasBuffered)
            return;
        _stepIsDue = true;
        After(Timings.Processing, () =>
        {
            _stepIsDue = false;
            if (Status == RuntimeStatus.Running)
                Circuit.Step(Transactions.Status != TransactionStatus.NoTransaction);
        });
    }

    /// <summary>Calls once, after this time, unless the process is gone by then.</summary>
    public void After(TimeSpan delay, Action action) => _timers.Schedule(delay, action);

    /// <summary>The last thing a process does that is suspended: it takes in what has come, saves a checkpoint, and sends nothing more.</summary>
    public void CompleteSuspension()
    {
        Circuit.Step(inTransaction: false);
        Save();
        Become(RuntimeStatus.Suspended, "suspend");
        Circuit.EndStreams();
    }

    /// <summary>Moves what SQL calls now, which nothing of the emulator's SQL asks for, and returns it.</summary>
    public DateTimeOffset AdvanceClock(TimeSpan delta)
    {
        _clockOffset += delta;
        return Clock.Now + _clockOffset;
    }

    /// <summary>Puts a checkpoint of how things are into the storage.</summary>
    public StoredCheckpoint Save()
    {
        var checkpoint = new StoredCheckpoint(
            Guid.NewGuid(), _pipeline.Definition.ProgramCode, Circuit.TakeSnapshot(), Circuit.Counters.ProcessedRecords, Circuit.Counters.Steps);
        Storage.Add(checkpoint);
        return checkpoint;
    }

    public void Dispose()
    {
        if (IsDisposed)
            return;
        if (Status != RuntimeStatus.Suspended && IsFaultTolerant)
            Storage.Journal = Circuit.TakeSnapshot();
        IsDisposed = true;
        _timers.Dispose();
        Circuit.EndStreams();
        _pipeline.Report(FelderaTransitionLevel.Process, Status, null, "process gone");
        _pipeline.Server.Changes.Signal();
    }

    private bool IsFaultTolerant => (string?)_pipeline.Definition.RuntimeConfig["fault_tolerance"]?["model"] is "exactly_once" or "at_least_once";

    private void Want(string desired, string action)
    {
        if (Desired is RuntimeStatus.Standby or RuntimeStatus.Suspended)
            throw Refusals.InvalidTransition(action, Desired);
        Desired = desired;
        _settled = desired;
        if (IsSettled)
            Become(desired, action);
        StepSoon();
    }

    /// <summary>Goes to the next stage of the start, or settles.</summary>
    private void Advance(string cause)
    {
        if (Failure is not null)
            return;
        if (!_stages.TryDequeue(out string? stage))
        {
            Become(_settled, "start complete");
            StepSoon();
            _suspension.Try();
            return;
        }
        Become(stage, cause);
        if (stage == RuntimeStatus.Coordination)
            _suspension.Try();
        if (stage == RuntimeStatus.Standby ? Desired == RuntimeStatus.Standby : stage == RuntimeStatus.AwaitingApproval)
            return;
        AdvanceAfter(Timings.RuntimeStep, stage);
    }

    private void AdvanceAfter(TimeSpan delay, string stage) => After(delay, () =>
    {
        if (Status != stage)
            return;
        if (Faults.HoldsAt(stage))
            AdvanceAfter(Timings.ProvisionedPoll, stage);
        else
            Advance($"{stage} done");
    });

    private void Become(string status, string cause)
    {
        if (Status == status)
            return;
        _pipeline.Report(FelderaTransitionLevel.Process, Status, status, cause);
        Status = status;
        _pipeline.Server.Changes.Signal();
    }
}
