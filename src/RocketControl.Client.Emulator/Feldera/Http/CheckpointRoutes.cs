using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Checkpoints and their synchronization (Feldera protocol §6).</summary>
internal static class CheckpointRoutes
{
    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("POST", "/v0/pipelines/{p}/checkpoint", Create),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/checkpoint_status", call => HttpAnswer.Json(ReachIncarnation(call).Checkpoints.Status())),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/checkpoint/sync", Synchronize),
        ApiRoute.Of(
            "GET", "/v0/pipelines/{p}/checkpoint/sync_status", call => HttpAnswer.Json(ReachIncarnation(call).Checkpoints.SynchronizationStatus())),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/checkpoints", List),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/checkpoints/remote", ListRemote),
    ];

    private static HttpAnswer Create(ApiCall call)
    {
        call.RequireEnterprise("checkpoint");
        PipelineProcess process = Interaction.ReachInitialized(call);
        return HttpAnswer.Json(new JsonObject
        {
            ["checkpoint_sequence_number"] = process.Checkpoints.Request(),
            ["incarnation_uuid"] = process.Incarnation.ToString(),
        });
    }

    private static HttpAnswer Synchronize(ApiCall call)
    {
        call.RequireEnterprise("checkpoint/sync");
        PipelineProcess process = Interaction.ReachInitialized(call);
        return HttpAnswer.Json(
            new JsonObject
            {
                ["checkpoint_uuid"] = process.Checkpoints.Synchronize().ToString(),
                ["incarnation_uuid"] = process.Incarnation.ToString(),
            },
            StatusCodes.Status202Accepted);
    }

    private static HttpAnswer List(ApiCall call) => HttpAnswer.Json(
        new JsonArray([.. Interaction.ReachInitialized(call).Storage.Checkpoints.Select(checkpoint => checkpoint.ToJson())]));

    private static HttpAnswer ListRemote(ApiCall call) => HttpAnswer.Json(
        new JsonArray([.. Interaction.ReachInitialized(call).Storage.Remote.Select(uuid => new JsonObject { ["uuid"] = uuid.ToString() })]));

    private static PipelineProcess ReachIncarnation(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        if (call.Query["incarnation_uuid"] is { } uuid && uuid != process.Incarnation.ToString())
            throw Refusals.IncarnationMismatch(process.Incarnation, uuid);
        return process;
    }
}
