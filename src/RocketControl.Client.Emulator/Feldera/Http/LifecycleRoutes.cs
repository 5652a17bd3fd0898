using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Stopping, pausing and all else that takes a pipeline from one status to another (Feldera protocol §6 and §7).</summary>
internal static class LifecycleRoutes
{
    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("POST", "/v0/pipelines/{p}/start", StartRoute.Start),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/stop", Stop),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/pause", Pause),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/resume", Resume),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/activate", Activate),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/approve", Approve),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/clear", Clear),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/dismiss_error", DismissError),
    ];

    private static HttpAnswer Stop(ApiCall call)
    {
        bool force = call.Flag("force");
        if (!force)
            call.RequireEnterprise("stop?force=false");
        PipelineState state = call.Pipeline.State;
        if (force || state.Resources.Value != ResourcesStatus.Provisioned || state.ResourcesDesired.Value == ResourcesStatus.Stopped)
        {
            state.WantStopped();
            return Replies.Accepted("Pipeline is forcefully stopping");
        }
        Interaction.Reach(call).Suspend();
        state.WantRuntime(RuntimeStatus.Suspended);
        return Replies.Accepted("Pipeline is suspending");
    }

    private static HttpAnswer Pause(ApiCall call)
    {
        PipelineProcess process = Interaction.Reach(call);
        string from = process.Status;
        process.Pause();
        return Replies.Accepted($"Pipeline is transitioning from {from} to {RuntimeStatus.Paused}");
    }

    private static HttpAnswer Resume(ApiCall call)
    {
        PipelineProcess process = Interaction.Reach(call);
        string from = process.Status;
        process.Resume();
        return Replies.Accepted($"Pipeline is transitioning from {from} to {RuntimeStatus.Running}");
    }

    private static HttpAnswer Activate(ApiCall call)
    {
        call.RequireEnterprise("activate");
        string initial = call.Query["initial"] switch
        {
            null or "running" => RuntimeStatus.Running,
            "paused" => RuntimeStatus.Paused,
            var other => throw Refusals.Of("InvalidActivateStatus", $"'{other}' is neither running nor paused"),
        };
        Interaction.Reach(call).Activate(initial);
        return Replies.Accepted($"Pipeline is activating towards {initial}");
    }

    private static HttpAnswer Approve(ApiCall call)
    {
        bool isConcurrent = call.Flag("concurrent_bootstrap");
        if (isConcurrent && call.Flag("silent_bootstrap"))
            throw StartRoute.ExclusiveBootstraps();
        Interaction.Reach(call).Approve(isConcurrent);
        return Replies.Text("Pipeline is approved");
    }

    private static HttpAnswer Clear(ApiCall call)
    {
        PipelineState state = call.Pipeline.State;
        if (!state.IsFullyStopped)
        {
            throw Refusals.Of(
                "StorageStatusImmutableUnlessStopped", "The storage can only be cleared while the pipeline is stopped; stop it first",
                new JsonObject
                {
                    ["resources_status"] = state.Resources.Value.ToString(),
                    ["resources_desired_status"] = state.ResourcesDesired.Value.ToString(),
                    ["current_storage_status"] = state.Storage.ToString(),
                    ["new_storage_status"] = nameof(StorageStatus.Clearing),
                });
        }
        if (state.Storage == StorageStatus.InUse)
            state.SetStorage(StorageStatus.Clearing, "clear");
        return Replies.Accepted("Pipeline storage is being cleared");
    }

    private static HttpAnswer DismissError(ApiCall call)
    {
        PipelineState state = call.Pipeline.State;
        if (state.Error is not null && !state.IsFullyStopped)
            throw Refusals.Of("DismissErrorRestrictedToFullyStopped", "An error can only be dismissed while the pipeline is fully stopped");
        state.SetError(null);
        return Replies.Text("Deployment error is dismissed");
    }
}
