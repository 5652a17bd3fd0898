using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Comparing;

namespace RocketControl.Client.Emulator.Tests.Http.Replay;

/// <summary>
/// Every value of the recording that cannot be the same twice, or that comes from the stand-in for the C++ engine (RocketRide protocol Appendix D). Only
/// its kind is compared, in the answers of the route that is named.
/// </summary>
internal sealed class HttpExemptions
{
    private static readonly string[] StatusPaths =
        ["data.startTime", "data.endTime", "data.rateSize", "data.rateCount", "data.metrics.*", "data.tokens.*"];

    private readonly HashSet<Exemption> _used = [];

    public static IReadOnlyList<Exemption> All { get; } =
    [
        new("GET /version", "data.*", "the stand-in's version texts"),
        new("GET /status", "data.server.version.*", "the stand-in's version texts"),
        new("GET /status", "data.server.startTime", "a time"),
        new("GET /status", "data.server.uptime", "a time"),
        new("GET /services", "data", "the stand-in's service definitions"),
        new("GET /openapi.json", "paths.*.*", "descriptions and schemas, trimmed from the recording"),
        .. StatusPaths.Select(path => new Exemption("GET /task", path, "times, measured throughput and load")),
    ];

    /// <summary>Those that no answer needed.</summary>
    public IReadOnlyList<Exemption> Unused => [.. All.Except(_used)];

    /// <summary>Replaces the exempt values by their kind.</summary>
    public void Apply(string route, JsonObject body)
    {
        foreach (Exemption exemption in All)
        {
            if (exemption.Apply(route, body))
                _used.Add(exemption);
        }
    }
}
