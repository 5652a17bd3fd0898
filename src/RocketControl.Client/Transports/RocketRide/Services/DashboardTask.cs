using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>A task on the server's dashboard (RocketRide protocol §3.6). It has no token: look that up with <c>FindAsync</c>.</summary>
public sealed record DashboardTask
{
    /// <summary>The task's name without secrets, the same as <see cref="Run.DisplayId"/>.</summary>
    public string DisplayId { get; init; } = "";

    /// <summary>The task's name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>The project that the pipeline belongs to; null when the server does not tell.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The component that feeds the pipeline; null when the server does not tell.</summary>
    public string? Source { get; init; }

    /// <summary>The kind of that component; null when the server does not tell.</summary>
    public string? Provider { get; init; }

    /// <summary>The number of the task's state, for example 3 for running (RocketRide protocol §4); null when the server does not tell.</summary>
    public long? RawState { get; init; }

    /// <summary>Whether the task is over, or on its way.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>The status text; empty when the task is over.</summary>
    public string Detail { get; init; } = "";

    /// <summary>When it started; null when the server does not tell.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long it has run; null when the server does not tell.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>How long it has been without data, as the server counts it: in whole minutes. Null when the server does not tell.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>How long it may be without data; zero means for ever, null that the server does not tell.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Objects handed to it so far.</summary>
    public long Total { get; init; }

    /// <summary>Objects processed with success so far.</summary>
    public long Processed { get; init; }

    /// <summary>What the server says of it, with its metrics.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text, for logs.</summary>
    public override string ToString() => $"{DisplayId}: {Name}";

    internal static DashboardTask Read(JsonElement task) => new()
    {
        DisplayId = task.Text("id"u8) ?? "",
        Name = task.Text("name"u8) ?? "",
        ProjectId = task.Text("projectId"u8),
        Source = task.Text("source"u8),
        Provider = task.Text("provider"u8),
        RawState = task.Integer("state"u8),
        IsCompleted = task.Truth("completed"u8) ?? false,
        Detail = task.Text("status"u8) ?? "",
        StartedAt = task.UnixSeconds("startTime"u8),
        EndedAt = task.UnixSeconds("endTime"u8),
        Elapsed = task.Seconds("elapsedTime"u8),
        IdleTime = task.Seconds("idleTime"u8),
        TimeToLive = task.Seconds("ttl"u8),
        Total = task.Integer("totalCount"u8) ?? 0,
        Processed = task.Integer("completedCount"u8) ?? 0,
        Raw = task,
    };
}
