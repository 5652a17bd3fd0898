using System.Text.Json;
using RocketControl.Client.Transports;

namespace RocketControl.Client;

/// <summary>A run as it was seen at <see cref="ObservedAt"/> (run model §2).</summary>
public sealed record RunStatus
{
    private readonly LazyJson _raw = LazyJson.Empty;

    /// <summary>The run that this status belongs to.</summary>
    public required Run Run { get; init; }

    /// <summary>The unified state.</summary>
    public required RunState State { get; init; }

    /// <summary>The backend's own state, untouched; for RocketRide the number of its task state, for example <c>3</c>. Empty when it sent none.</summary>
    public string RawState { get; init; } = "";

    /// <summary>The backend's human-readable status text; empty when there is none.</summary>
    public string Detail { get; init; } = "";

    /// <summary>When the run started; null when the backend does not tell.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the run ended; null while it lives or when the backend does not tell.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// The exit code as the backend reports it; null when it reports none. RocketRide's is unreliable (a clean exit can show 1): never derive
    /// success from it, use <see cref="State"/>.
    /// </summary>
    public int? ExitCode { get; init; }

    /// <summary>Objects handed to the run so far; null when the backend does not count.</summary>
    public long? Total { get; init; }

    /// <summary>Objects processed with success so far; null when the backend does not count.</summary>
    public long? Processed { get; init; }

    /// <summary>Objects that failed so far; null when the backend does not count.</summary>
    public long? FailedCount { get; init; }

    /// <summary>The share of the work that is done, 0 to 1; null when the backend cannot tell.</summary>
    public double? Progress { get; init; }

    /// <summary>What made the run fail: its exit message or its newest error; null when there is none.</summary>
    public string? Error { get; init; }

    /// <summary>The newest errors that the run reported, oldest first; RocketRide keeps 50.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The newest warnings that the run reported, oldest first; RocketRide keeps 50.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When this client saw it.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Where it comes from.</summary>
    public required RunStatusSource Source { get; init; }

    /// <summary>The state that the run is on its way to, in the backend's own word; null when the backend has no such thing.</summary>
    public string? DesiredState { get; init; }

    /// <summary>True when a run that goes on for ever has worked off all its input (Feldera). Null when the backend does not tell.</summary>
    public bool? InputExhausted { get; init; }

    /// <summary>True when this may be out of date: it was derived from what this client saw before, or is older than what the backend knows.</summary>
    public bool IsStale { get; init; }

    /// <summary>False when the backend could not be reached at the last attempt, so that the rest is the last thing known.</summary>
    public bool IsReachable { get; init; } = true;

    /// <summary>True once the run is over for good: completed, failed, cancelled or stopped.</summary>
    public bool IsTerminal => State is RunState.Completed or RunState.Failed or RunState.Cancelled or RunState.Stopped;

    /// <summary>
    /// The backend's whole answer. It may hold tokens (RocketRide puts them into its notes): do not log it. Of kind
    /// <see cref="JsonValueKind.Undefined"/> when there is none.
    /// </summary>
    public JsonElement Raw => _raw.Element;

    internal LazyJson RawJson
    {
        get => _raw;
        init => _raw = value;
    }

    /// <summary>A short text without secrets, for logs: the run, its state, whether the backend cannot be reached, and the detail.</summary>
    public override string ToString() => $"{Run}: {State}{(IsReachable ? "" : ", not reachable")}{(Detail.Length == 0 ? "" : $" ({Detail})")}";
}
