using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Starts (Feldera protocol §6).</summary>
internal static class StartRoute
{
    private const string Hint =
        "Cannot restart the pipeline while it is stopping. Wait for it to stop before starting a new instance of the pipeline.";

    public static HttpAnswer Start(ApiCall call)
    {
        Pipeline pipeline = call.Pipeline;
        StartSettings start = Read(call);
        bool dismisses = call.Flag("dismiss_error", otherwise: true);
        PipelineState state = pipeline.State;
        if (state.IsEnding)
            throw Refusals.IllegalAction(state.Status.Value, state.Desired.Value, nameof(ResourcesStatus.Provisioned), Hint);
        if (state.ResourcesDesired.Value == ResourcesStatus.Provisioned)
        {
            RequireSame(state.Start!, start);
            return Replies.Accepted("Pipeline is starting");
        }

        RequireStartable(pipeline, start);
        if (state.Error is not null && !dismisses)
            throw Refusals.Of("CannotStartWithUndismissedError", "The pipeline has a deployment error that has to be dismissed first");
        state.SetError(null);
        state.Want(start);
        return Replies.Accepted("Pipeline is starting");
    }

    public static RefusedException ExclusiveBootstraps() => Refusals.Of(
        "InvalidBootstrapConfig", "silent_bootstrap and concurrent_bootstrap exclude each other");

    private static StartSettings Read(ApiCall call)
    {
        string initial = call.Query["initial"] switch
        {
            null or "running" => RuntimeStatus.Running,
            "paused" => RuntimeStatus.Paused,
            "standby" => RuntimeStatus.Standby,
            var other => throw Refusals.Of(
                "UnsupportedPipelineAction", $"A pipeline cannot be started as '{other}'",
                new JsonObject { ["action"] = $"/start?initial={other}", ["reason"] = $"unknown initial runtime desired status: {other}" }),
        };
        string policy = call.Query["bootstrap_policy"] ?? "await_approval";
        if (policy is not ("allow" or "reject" or "await_approval"))
            throw Refusals.InvalidParam($"unknown bootstrap_policy '{policy}'");
        var start = new StartSettings(initial, policy, call.Flag("silent_bootstrap"), call.Flag("concurrent_bootstrap"));
        return start is { SilentBootstrap: true, ConcurrentBootstrap: true } ? throw ExclusiveBootstraps() : start;
    }

    private static void RequireSame(StartSettings current, StartSettings start)
    {
        if (current.Initial != start.Initial)
            throw Refusals.Of("InitialImmutableUnlessStopped", $"The pipeline has already been started as {current.Initial}");
        if (current != start)
            throw Refusals.Of("BootstrapPolicyImmutableUnlessStopped", "The pipeline has already been started with another bootstrap policy");
    }

    private static void RequireStartable(Pipeline pipeline, StartSettings start)
    {
        if (pipeline.State.Storage == StorageStatus.Clearing)
            throw Refusals.Of("CannotStartWhileClearingStorage", "The pipeline cannot be started while its storage is being cleared");
        if (pipeline.State.Program.Value is ProgramStatus.SqlError or ProgramStatus.RustError or ProgramStatus.SystemError)
        {
            throw Refusals.Of(
                "CannotStartWithCompilationError", $"The pipeline cannot be started because its program has not been compiled: {pipeline.State.Program.Value}",
                new JsonObject { ["compiler_error"] = pipeline.State.Program.Value.ToString() });
        }
        if (start.Initial == RuntimeStatus.Standby && pipeline.Definition.RuntimeConfig["storage"]?["backend"]?["config"]?["sync"] is null)
            throw Refusals.Of("InitialStandbyNotAllowed", "Only a pipeline whose storage is synchronized with object storage can be started as standby");
    }
}
