using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>
/// What cannot be the same twice: times, connection ids, measured metrics, and the server's source lines in <c>trace</c>. Their presence and shape
/// still count, a time that was zero or null must be so again, and what was the same time or id twice in a connection must be the same twice.
/// </summary>
/// <remarks>One instance sees all frames of one side of one connection, in order.</remarks>
internal sealed partial class IgnoredValues
{
    private static readonly HashSet<string> Identities = ["connectionId"];
    private static readonly HashSet<string> RepeatedTimes = ["startTime", "endTime", "connectedAt", "created_at", "updated_at"];
    private static readonly HashSet<string> FleetingTimes = ["timestamp", "lastActivity", "elapsedTime", "serverUptime", "modified", "start_time", "runtime"];

    private static readonly HashSet<string> Metrics =
    [
        "cpu_percent", "cpu_memory_mb", "gpu_memory_mb", "peak_cpu_percent", "peak_cpu_memory_mb", "peak_gpu_memory_mb", "avg_cpu_percent",
        "avg_cpu_memory_mb", "avg_gpu_memory_mb",
    ];

    private static readonly HashSet<string> Tokens = ["cpu_utilization", "cpu_memory", "gpu_memory", "gpu_inference", "custom", "total"];
    private static readonly HashSet<string> Trace = ["file", "lineno"];

    private readonly Dictionary<(string Name, string Value), int> _numbers = [];

    /// <summary>Replaces the values in place.</summary>
    public void Replace(JsonNode? node)
    {
        if (node is JsonArray items)
            foreach (JsonNode? item in items)
                Replace(item);

        if (node is JsonObject members)
            foreach ((string name, JsonNode? value) in members.ToList())
                if (Marker(name, value) is { } marker)
                    members[name] = marker;
                else
                    Replace(value);
    }

    /// <summary>The connections that <c>rrext_dashboard</c> lists carry their id as plain <c>id</c>.</summary>
    public void ReplaceDashboardIds(JsonObject frame)
    {
        foreach (JsonNode? connection in frame["body"]?["connections"] as JsonArray ?? [])
            connection!["id"] = Number("connectionId", connection["id"]!);
    }

    private string? Marker(string name, JsonNode? value)
    {
        JsonValueKind kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (kind == JsonValueKind.Number && value!.GetValue<double>() != 0)
            return Identities.Contains(name) || RepeatedTimes.Contains(name) ? Number(name, value)
                : FleetingTimes.Contains(name) ? "time"
                : null;

        if (kind == JsonValueKind.String && ProfilerText().IsMatch(value!.GetValue<string>()))
            return ProfilerText().Replace(value.GetValue<string>(), Anonymous);

        return name switch
        {
            "metrics" when HasMembers(value, Metrics) => "metrics",
            "tokens" when HasMembers(value, Tokens) => "tokens",
            "trace" when HasMembers(value, Trace) => "trace",
            _ => null,
        };
    }

    /// <summary>The connection that owns a profile, and the name of a session that was not given one.</summary>
    private string Anonymous(Match match) =>
        match.Groups["owner"].Success ? Number("profiler owner", JsonValue.Create(match.Value)) : "session_(time)";

    private string Number(string name, JsonNode value)
    {
        (string, string) key = (name, value.ToJsonString());
        if (!_numbers.TryGetValue(key, out int number))
            _numbers.Add(key, number = 1 + _numbers.Keys.Count(other => other.Name == name));
        return $"{name} {number}";
    }

    private static bool HasMembers(JsonNode? value, HashSet<string> names) =>
        value is JsonObject members && names.SetEquals(members.Select(member => member.Key));

    [GeneratedRegex(@"\b(?<owner>task:\d+)|^session_\d{10}$")]
    private static partial Regex ProfilerText();
}
