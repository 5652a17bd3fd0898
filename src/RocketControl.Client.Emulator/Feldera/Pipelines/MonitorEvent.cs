using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>What the runner found when it looked at a pipeline (Feldera protocol §6).</summary>
internal sealed record MonitorEvent(
    Guid Id,
    DateTimeOffset RecordedAt,
    ResourcesStatus Resources,
    ResourcesStatus ResourcesDesired,
    string? Runtime,
    string? RuntimeDesired,
    ProgramStatus Program,
    StorageStatus Storage,
    ApiError? Error)
{
    public bool SaysTheSameAs(MonitorEvent other) => this with { Id = other.Id, RecordedAt = other.RecordedAt } == other;

    public JsonObject ToJson(bool all)
    {
        var json = new JsonObject
        {
            ["event_id"] = Id.ToString(),
            ["recorded_at"] = Timestamps.Format(RecordedAt),
            ["deployment_resources_status"] = Resources.ToString(),
            ["deployment_resources_desired_status"] = ResourcesDesired.ToString(),
            ["deployment_runtime_status"] = Runtime,
            ["deployment_runtime_desired_status"] = RuntimeDesired,
            ["deployment_has_error"] = Error is not null,
            ["program_status"] = Program.ToString(),
            ["storage_status"] = Storage.ToString(),
        };
        if (all)
        {
            json["deployment_resources_status_details"] = null;
            json["deployment_runtime_status_details"] = null;
            json["deployment_error"] = Error?.ToJson();
            json["storage_status_details"] = null;
        }
        return json;
    }
}
