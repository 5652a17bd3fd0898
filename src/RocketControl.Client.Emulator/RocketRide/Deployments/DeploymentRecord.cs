using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Deployments;

/// <summary>One stored deployment; nothing ever runs it (RocketRide protocol §3.8).</summary>
internal sealed record DeploymentRecord(JsonObject Pipeline, string Schedule, string CreatedBy, double CreatedAt, double UpdatedAt)
{
    public JsonObject ToJson() => new()
    {
        ["pipeline"] = Pipeline.DeepClone(),
        ["schedule"] = Schedule,
        ["state"] = "active",
        ["created_by"] = CreatedBy,
        ["created_at"] = PythonFloat.Node(CreatedAt),
        ["updated_at"] = PythonFloat.Node(UpdatedAt),
    };
}
