using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>
/// Every value of the recordings that comes from the stand-in for the C++ engine and not from the real server, and that the emulator is therefore
/// not held to. Nothing else is left out of the comparison but what <see cref="IgnoredValues"/> names.
/// </summary>
internal static class Exemptions
{
    private static readonly ConcurrentDictionary<Exemption, bool> Used = new();

    public static IReadOnlyList<Exemption> All { get; } =
    [
        new("response:rrext_public_probe", "body.version.*", "the stand-in's version texts (RocketRide protocol Appendix D)"),
        new("response:rrext_services", "body", "the stand-in's service definitions (Appendix D)"),
        new("event:apaevt_sse", "body.data.message", "what the stand-in's language model says while it thinks"),
        new("event:output", "body.output", "what the engine's process prints: wording, process ids, ports (Appendix D)"),
        new("event:apaevt_status_counts", "body.rateSize", "measured throughput (Appendix D)"),
        new("event:apaevt_status_counts", "body.rateCount", "measured throughput (Appendix D)"),
        new("event:apaevt_status_update", "body.rateSize", "measured throughput (Appendix D)"),
        new("event:apaevt_status_update", "body.rateCount", "measured throughput (Appendix D)"),
        new("response:rrext_get_task_status", "body.rateSize", "measured throughput (Appendix D)"),
        new("response:rrext_get_task_status", "body.rateCount", "measured throughput (Appendix D)"),
        new("response:rrext_dashboard", "body.tasks.*.rateSize", "measured throughput (Appendix D)"),
        new("response:rrext_dashboard", "body.tasks.*.rateCount", "measured throughput (Appendix D)"),
    ];

    /// <summary>Those that no frame needed so far.</summary>
    public static IReadOnlyList<Exemption> Unused => [.. All.Where(exemption => !Used.ContainsKey(exemption))];

    /// <summary>Replaces the exempt values of a frame by their kind.</summary>
    public static void Apply(string frames, JsonObject frame)
    {
        foreach (Exemption exemption in All)
            if (exemption.Apply(frames, frame))
                Used[exemption] = true;
    }
}
