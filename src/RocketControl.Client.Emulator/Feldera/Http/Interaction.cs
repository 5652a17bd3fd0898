using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Feldera.Runtime;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>
/// The manager's way to a pipeline's process. It goes by what the runner saw last, so that it may try a process that is gone and not try one that is
/// back.
/// </summary>
internal static class Interaction
{
    /// <summary>The process, whatever it does.</summary>
    /// <exception cref="RefusedException">There is none that could be reached.</exception>
    public static PipelineProcess Reach(ApiCall call)
    {
        Pipeline pipeline = call.Pipeline;
        PipelineState state = pipeline.State;
        if (state.Resources.Value != ResourcesStatus.Provisioned)
            throw Refusals.NotDeployed(pipeline.Name, state.Status.Value, state.ResourcesDesired.Value.ToString());
        if (state.Runtime?.Value == RuntimeStatus.Unavailable)
            throw Refusals.Unreachable(pipeline.Name, call.Action, "the deployment status is 'Unavailable'; wait until it is 'Running' or 'Paused' again");
        if (pipeline.Process is not { IsReachable: true, Failure: null } process)
            throw Refusals.Unreachable(pipeline.Name, call.Action, "failed to connect to the pipeline");
        return process;
    }

    /// <summary>The process, when it has come far enough to be asked about what it does.</summary>
    /// <exception cref="RefusedException">There is no such process.</exception>
    public static PipelineProcess ReachInitialized(ApiCall call)
    {
        PipelineProcess process = Reach(call);
        return process.Status switch
        {
            RuntimeStatus.Initializing or RuntimeStatus.Standby => throw Refusals.Of("Initializing", "The pipeline has not finished initializing"),
            RuntimeStatus.AwaitingApproval => throw Refusals.Of("AwaitingApproval", "The pipeline waits for an approval to bootstrap what has been modified"),
            RuntimeStatus.Suspended => throw Refusals.Of("Suspended", "The pipeline has been suspended"),
            _ => process,
        };
    }

    /// <summary>The process, when it takes data in and gives data out.</summary>
    /// <exception cref="RefusedException">There is no such process.</exception>
    public static PipelineProcess ReachReady(ApiCall call)
    {
        PipelineProcess process = ReachInitialized(call);
        return process.Status switch
        {
            RuntimeStatus.Bootstrapping => throw Refusals.Of("BootstrapInProgress", "The pipeline is bootstrapping"),
            RuntimeStatus.Replaying or RuntimeStatus.Synchronizing => throw Refusals.Of("RestoreInProgress", "The pipeline is being restored"),
            _ => process,
        };
    }
}
