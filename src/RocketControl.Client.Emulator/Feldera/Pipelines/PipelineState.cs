using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>
/// What the server's database knows of a pipeline's deployment, which is what clients read. Of its process it knows what the runner saw last. Every
/// change that users can see raises the refresh version.
/// </summary>
internal sealed class PipelineState
{
    private readonly ServerClock _clock;
    private readonly Action<FelderaTransitionLevel, string?, string?, string> _report;

    /// <param name="clock">The server's clock.</param>
    /// <param name="report">Is told of every transition: level, from, to, cause.</param>
    public PipelineState(ServerClock clock, Action<FelderaTransitionLevel, string?, string?, string> report)
    {
        _clock = clock;
        _report = report;
        Program = Now(ProgramStatus.Pending);
        Resources = Now(ResourcesStatus.Stopped);
        ResourcesDesired = Now(ResourcesStatus.Stopped);
        Status = Now(CombinedStatus);
        Desired = Now(CombinedDesired);
    }

    public long RefreshVersion { get; private set; } = 1;

    public Timed<ProgramStatus> Program { get; private set; }

    public Timed<ResourcesStatus> Resources { get; private set; }

    public Timed<ResourcesStatus> ResourcesDesired { get; private set; }

    public Timed<string>? Runtime { get; private set; }

    public Timed<string>? RuntimeDesired { get; private set; }

    /// <summary>The combined status.</summary>
    public Timed<string> Status { get; private set; }

    /// <summary>The combined desired status.</summary>
    public Timed<string> Desired { get; private set; }

    public StorageStatus Storage { get; private set; }

    public ApiError? Error { get; private set; }

    public Guid? DeploymentId { get; private set; }

    /// <summary>What the current deployment was asked for; null when nothing is desired.</summary>
    public StartSettings? Start { get; private set; }

    /// <summary>Whether a stop is under way, of either kind.</summary>
    public bool IsEnding =>
        Resources.Value != ResourcesStatus.Stopped
        && (ResourcesDesired.Value == ResourcesStatus.Stopped || RuntimeDesired?.Value == RuntimeStatus.Suspended);

    /// <summary>Whether nothing runs and nothing is about to.</summary>
    public bool IsFullyStopped => Resources.Value == ResourcesStatus.Stopped && ResourcesDesired.Value == ResourcesStatus.Stopped;

    private string CombinedStatus => Resources.Value == ResourcesStatus.Provisioned ? Runtime?.Value ?? RuntimeStatus.Unavailable : Resources.Value.ToString();

    private string CombinedDesired => ResourcesDesired.Value == ResourcesStatus.Stopped
        ? nameof(ResourcesStatus.Stopped)
        : RuntimeDesired?.Value ?? Start?.Initial ?? RuntimeStatus.Unavailable;

    public void Touch() => RefreshVersion++;

    public void SetProgram(ProgramStatus to, string cause)
    {
        if (Program.Value == to)
            return;
        _report(FelderaTransitionLevel.Program, Program.Value.ToString(), to.ToString(), cause);
        Program = Now(to);
        Touch();
    }

    public void SetStorage(StorageStatus to, string cause)
    {
        if (Storage == to)
            return;
        _report(FelderaTransitionLevel.Storage, Storage.ToString(), to.ToString(), cause);
        Storage = to;
        Touch();
    }

    public void SetError(ApiError? error)
    {
        if (Error == error)
            return;
        Error = error;
        Touch();
    }

    public void Want(StartSettings start)
    {
        Start = start;
        SetDesired(ResourcesStatus.Provisioned);
    }

    /// <summary>From now on the pipeline is to stop, without a checkpoint.</summary>
    public void WantStopped()
    {
        RuntimeDesired = null;
        SetDesired(ResourcesStatus.Stopped);
        if (Resources.Value == ResourcesStatus.Stopped)
            Start = null;
    }

    public void WantRuntime(string desired)
    {
        if (RuntimeDesired?.Value == desired)
            return;
        RuntimeDesired = Now(desired);
        Refresh();
    }

    /// <summary>The runner has seen the process do this.</summary>
    public void SeeRuntime(string status, string cause)
    {
        if (Runtime?.Value == status)
            return;
        _report(FelderaTransitionLevel.Runtime, Runtime?.Value, status, cause);
        Runtime = Now(status);
        Refresh();
    }

    public void BeginProvisioning(Guid deployment)
    {
        DeploymentId = deployment;
        SetStorage(StorageStatus.InUse, "start");
        SetResources(ResourcesStatus.Provisioning, "start");
    }

    public void CompleteProvisioning(string desired)
    {
        Runtime = Now(RuntimeStatus.Initializing);
        RuntimeDesired = Now(desired);
        _report(FelderaTransitionLevel.Runtime, null, RuntimeStatus.Initializing, "provisioned");
        SetResources(ResourcesStatus.Provisioned, "resources ready");
    }

    public void BeginStopping(ApiError? error, string cause)
    {
        if (Runtime is { } runtime)
            _report(FelderaTransitionLevel.Runtime, runtime.Value, null, cause);
        if (error is not null)
            Error = error;
        DeploymentId = null;
        Runtime = null;
        RuntimeDesired = null;
        ResourcesDesired = Change(ResourcesDesired, ResourcesStatus.Stopped);
        SetResources(ResourcesStatus.Stopping, cause);
    }

    public void CompleteStopping()
    {
        Start = null;
        SetResources(ResourcesStatus.Stopped, "resources gone");
    }

    /// <summary>A start that was accepted while the program was being compiled comes to nothing.</summary>
    public void FailEarlyStart(ApiError error)
    {
        _report(FelderaTransitionLevel.Resources, nameof(ResourcesStatus.Stopped), nameof(ResourcesStatus.Stopped), "early start, compilation failed");
        Error = error;
        WantStopped();
    }

    private void SetDesired(ResourcesStatus desired)
    {
        ResourcesDesired = Change(ResourcesDesired, desired);
        Refresh();
    }

    private void SetResources(ResourcesStatus to, string cause)
    {
        _report(FelderaTransitionLevel.Resources, Resources.Value.ToString(), to.ToString(), cause);
        Resources = Now(to);
        Refresh();
    }

    private void Refresh()
    {
        Status = Change(Status, CombinedStatus);
        Desired = Change(Desired, CombinedDesired);
        Touch();
    }

    private Timed<T> Now<T>(T value) => new(value, _clock.Now);

    private Timed<T> Change<T>(Timed<T> current, T value) => EqualityComparer<T>.Default.Equals(current.Value, value) ? current : Now(value);
}
