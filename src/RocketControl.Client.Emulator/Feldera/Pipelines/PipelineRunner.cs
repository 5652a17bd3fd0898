using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Runtime;

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>
/// The automaton that takes a pipeline where it is wanted (Feldera protocol §2). It looks now and then, and only when it looks does anything change that
/// clients can see of the resources and of the process.
/// </summary>
internal sealed class PipelineRunner : IDisposable
{
    private readonly Pipeline _pipeline;
    private IDisposable _next;
    private DateTimeOffset? _clearingSince;

    public PipelineRunner(Pipeline pipeline)
    {
        _pipeline = pipeline;
        Record();
        _next = Schedule();
    }

    private PipelineState State => _pipeline.State;

    private FelderaServer Server => _pipeline.Server;

    private FelderaTimings Timings => Server.Timings;

    private TimeSpan InStatus => Server.Clock.Now - State.Resources.Since;

    public void Dispose() => _next.Dispose();

    private IDisposable Schedule() => Server.Clock.Schedule(
        State.Resources.Value switch
        {
            ResourcesStatus.Provisioning => Timings.ProvisioningPoll,
            ResourcesStatus.Provisioned => Timings.ProvisionedPoll,
            ResourcesStatus.Stopping => Timings.StoppingPoll,
            _ => Timings.StoppedPoll,
        },
        Tick);

    private void Tick()
    {
        switch (State.Resources.Value)
        {
            case ResourcesStatus.Stopped:
                LookAtStopped();
                break;
            case ResourcesStatus.Provisioning:
                LookAtProvisioning();
                break;
            case ResourcesStatus.Provisioned:
                LookAtProvisioned();
                break;
            default:
                LookAtStopping();
                break;
        }
        Record();
        _next = Schedule();
    }

    private void LookAtStopped()
    {
        if (State.Storage == StorageStatus.Clearing)
            LookAtClearing();
        else if (State.ResourcesDesired.Value != ResourcesStatus.Provisioned)
            return;
        else if (State.Program.Value == ProgramStatus.Success)
            State.BeginProvisioning(Guid.NewGuid());
        else if (State.Program.Value is ProgramStatus.SqlError or ProgramStatus.RustError or ProgramStatus.SystemError)
            State.FailEarlyStart(FailedCompilation());
    }

    private void LookAtClearing()
    {
        _clearingSince ??= Server.Clock.Now;
        if (Server.Clock.Now - _clearingSince < Timings.StorageClearing)
            return;
        _clearingSince = null;
        _pipeline.Storage.Clear();
        State.SetStorage(StorageStatus.Cleared, "cleared");
    }

    private void LookAtProvisioning()
    {
        TimeSpan limit = _pipeline.Definition.RuntimeConfig["provisioning_timeout_secs"] is JsonValue value && value.TryGetValue(out long seconds)
            ? TimeSpan.FromSeconds(seconds)
            : Timings.ProvisioningLimit;
        FelderaPipelineFaults faults = Server.Faults.Pipelines;
        if (State.ResourcesDesired.Value == ResourcesStatus.Stopped)
            State.BeginStopping(null, "stop");
        else if (faults.TakeProvisioningFailure() is { } failure)
            State.BeginStopping(new ApiError("RunnerProvisionError", failure, new JsonObject { ["error"] = failure }), "provisioning failed");
        else if (!faults.Provisionings.Holds && InStatus >= Timings.Provisioning)
            CompleteProvisioning();
        else if (InStatus >= limit)
            State.BeginStopping(ProvisioningTimeout(limit), "provisioning timeout");
    }

    private void CompleteProvisioning()
    {
        _pipeline.Process = new PipelineProcess(_pipeline, State.Start!);
        State.CompleteProvisioning(_pipeline.Process.Desired);
    }

    private void LookAtProvisioned()
    {
        PipelineProcess process = _pipeline.Process!;
        if (State.ResourcesDesired.Value == ResourcesStatus.Stopped)
            State.BeginStopping(null, "force stop");
        else if (!process.IsReachable)
            SeeNothing();
        else if (process.Failure is { } failure)
            State.BeginStopping(failure, "fatal error");
        else if (process.Status == RuntimeStatus.Suspended && !Server.Faults.Pipelines.HoldsAt(RuntimeStatus.Suspended))
            State.BeginStopping(null, "suspended");
        else
            See(process);
    }

    private void See(PipelineProcess process)
    {
        State.SeeRuntime(process.Status, State.Runtime?.Value == RuntimeStatus.Unavailable ? "reachable again" : "probe");
        State.WantRuntime(process.Desired);
    }

    private void SeeNothing() => State.SeeRuntime(
        State.Runtime?.Value == RuntimeStatus.Initializing && InStatus < Timings.ProbeGrace ? RuntimeStatus.Initializing : RuntimeStatus.Unavailable,
        "process unreachable");

    private void LookAtStopping()
    {
        _pipeline.Process?.Dispose();
        _pipeline.Process = null;
        if (!Server.Faults.Pipelines.Stops.Holds && InStatus >= Timings.Deprovisioning)
            State.CompleteStopping();
    }

    private void Record() => _pipeline.Events.Record(new MonitorEvent(
        Guid.NewGuid(), Server.Clock.Now, State.Resources.Value, State.ResourcesDesired.Value, State.Runtime?.Value, State.RuntimeDesired?.Value,
        State.Program.Value, State.Storage, State.Error));

    private ApiError FailedCompilation()
    {
        string error = State.Program.Value switch
        {
            ProgramStatus.SqlError => "the SQL compiler found errors; see program_error",
            ProgramStatus.RustError => "the Rust compiler found errors; see program_error",
            _ => "the compiler failed; see program_error",
        };
        return new ApiError(
            "StartFailedDueToFailedCompilation", $"The pipeline was not started because {error}", new JsonObject { ["compiler_error"] = error });
    }

    private static ApiError ProvisioningTimeout(TimeSpan limit) => new(
        "AutomatonProvisioningTimeout",
        $"The resources were not provisioned within {limit.TotalSeconds:0.###} s",
        new JsonObject { ["timeout"] = new JsonObject { ["secs"] = (long)limit.TotalSeconds, ["nanos"] = 0 } });
}
