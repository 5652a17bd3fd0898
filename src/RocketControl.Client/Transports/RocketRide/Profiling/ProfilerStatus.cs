using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Profiling;

/// <summary>What a profiler does (RocketRide protocol §3.9).</summary>
public sealed record ProfilerStatus
{
    /// <summary>Whether a profile is being taken.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whose it is in the server's words; null when none is taken.</summary>
    public string? Owner { get; init; }

    /// <summary>Its name; null when none is taken.</summary>
    public string? Session { get; init; }

    /// <summary>How long it has been taken; null when none is.</summary>
    public TimeSpan? Runtime { get; init; }

    /// <summary>Whether there is a report of an earlier one; null when the server does not tell, as while one is being taken.</summary>
    public bool? HasReport { get; init; }

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text, for logs.</summary>
    public override string ToString() => IsActive ? $"{Session} ({Owner}), {Runtime}" : "idle";

    internal static ProfilerStatus Read(JsonElement body) => new()
    {
        IsActive = body.Truth("active"u8) ?? false,
        Owner = body.Text("owner"u8),
        Session = body.Text("session"u8),
        Runtime = body.Seconds("runtime"u8),
        HasReport = body.Truth("has_report"u8),
        Raw = body,
    };
}
