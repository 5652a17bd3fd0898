using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Deployments;

/// <summary>A pipeline that the server keeps with a schedule (RocketRide protocol §3.8).</summary>
public sealed record Deployment
{
    /// <summary>The project that the pipeline names; null when it names none.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The pipeline; null when what is kept there is none.</summary>
    public RocketRidePipeline? Pipeline { get; init; }

    /// <summary>When it is to run: <c>manual</c>, a preset such as <c>@daily</c>, or a cron expression; empty when the server does not tell.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>How it stands.</summary>
    public DeploymentState State { get; init; }

    /// <summary>How it stands in the server's own word; empty when the server does not tell.</summary>
    public string RawState { get; init; } = "";

    /// <summary>The user who made it; empty when the server does not tell.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>When it was made; null when the server does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed; null when the server does not tell.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text without the pipeline, for logs.</summary>
    public override string ToString() => $"{ProjectId ?? "?"}: {Schedule}, {RawState}";

    internal static Deployment Read(JsonElement record)
    {
        var pipeline = PipelineOf(record);
        return new Deployment
        {
            ProjectId = pipeline?.ProjectId ?? record.Member("pipeline"u8)?.Text("project_id"u8),
            Pipeline = pipeline,
            Schedule = record.Text("schedule"u8) ?? "",
            State = record.Text("state"u8) switch
            {
                "active" => DeploymentState.Active,
                "paused" => DeploymentState.Paused,
                "errored" => DeploymentState.Errored,
                _ => DeploymentState.Unknown,
            },
            RawState = record.Text("state"u8) ?? "",
            CreatedBy = record.Text("created_by"u8) ?? "",
            CreatedAt = record.UnixSeconds("created_at"u8),
            UpdatedAt = record.UnixSeconds("updated_at"u8),
            Raw = record,
        };
    }

    /// <summary>The server keeps any object, so one that is no pipeline must not hide the other deployments.</summary>
    private static RocketRidePipeline? PipelineOf(JsonElement record)
    {
        if (record.Member("pipeline"u8) is not { ValueKind: JsonValueKind.Object } pipeline)
            return null;
        try
        {
            return PipelineDefinition.FromJson(pipeline);
        }
        catch (PipelineInvalidException)
        {
            return null;
        }
    }
}
