using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Profiling;

/// <summary>A profile that is being taken (RocketRide protocol §3.9).</summary>
public sealed record ProfilingSession
{
    /// <summary>Its name: the one that was given, or the server's.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose it is in the server's words, for example <c>task:4</c> for a connection; empty when it does not tell.</summary>
    public string Owner { get; init; } = "";

    /// <summary>When it began; null when the server does not tell.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The name and the owner.</summary>
    public override string ToString() => $"{Name} ({Owner})";

    internal static ProfilingSession Read(JsonElement body) => new()
    {
        Name = body.Text("session"u8) ?? "",
        Owner = body.Text("owner"u8) ?? "",
        StartedAt = body.UnixSeconds("start_time"u8),
        Raw = body,
    };
}
