using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Profiling;

/// <summary>A profile that was taken; its text comes from <see cref="RocketRideProfiler.GetReportAsync"/> (RocketRide protocol §3.9).</summary>
public sealed record ProfilingResult
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>How long it took; null when the server does not tell.</summary>
    public TimeSpan? Runtime { get; init; }

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The name and the time.</summary>
    public override string ToString() => $"{Session}: {Runtime}";

    internal static ProfilingResult Read(JsonElement body) => new()
    {
        Session = body.Text("session"u8) ?? "",
        Runtime = body.Seconds("runtime"u8),
        Raw = body,
    };
}
