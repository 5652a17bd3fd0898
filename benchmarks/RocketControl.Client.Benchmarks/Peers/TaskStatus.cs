using System.Text.Json.Serialization;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>The members of a TASK_STATUS that <see cref="RunStatus"/> is made of, for a serializer.</summary>
internal sealed class TaskStatus
{
    [JsonPropertyName("state")]
    public int State { get; set; }

    [JsonPropertyName("completed")]
    public bool Completed { get; set; }

    [JsonPropertyName("project_id")]
    public string? ProjectId { get; set; }

    [JsonPropertyName("source")]
    public string? Source { get; set; }

    [JsonPropertyName("status")]
    public string? Status { get; set; }

    [JsonPropertyName("startTime")]
    public double StartTime { get; set; }

    [JsonPropertyName("endTime")]
    public double EndTime { get; set; }

    [JsonPropertyName("exitCode")]
    public int ExitCode { get; set; }

    [JsonPropertyName("exitMessage")]
    public string? ExitMessage { get; set; }

    [JsonPropertyName("totalCount")]
    public long TotalCount { get; set; }

    [JsonPropertyName("completedCount")]
    public long CompletedCount { get; set; }

    [JsonPropertyName("failedCount")]
    public long FailedCount { get; set; }

    [JsonPropertyName("errors")]
    public List<string>? Errors { get; set; }

    [JsonPropertyName("warnings")]
    public List<string>? Warnings { get; set; }
}
