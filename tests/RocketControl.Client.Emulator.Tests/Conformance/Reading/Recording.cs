using System.Text.RegularExpressions;

namespace RocketControl.Client.Emulator.Tests.Conformance.Reading;

/// <summary>A recording: its lines in the order seen on the wire.</summary>
internal sealed partial record Recording(string Name, IReadOnlyList<RecordedFrame> Frames)
{
    private readonly Lazy<HashSet<string>> _tasks = new(() =>
    [
        .. from frame in Frames
           where frame.Member("command") != "rrext_dashboard"
           from Match match in TokenHead().Matches(frame.Json?.ToJsonString() ?? "")
           select match.Groups[1].Value,
    ]);

    /// <summary>The names of its connections, in the order in which they began.</summary>
    public IReadOnlyList<string> Scenarios { get; } =
        [.. Frames.Where(frame => !frame.IsReconstructed).Select(frame => frame.Scenario).Distinct()];

    /// <summary>The lines of some connections, interleaved as they were.</summary>
    public IReadOnlyList<RecordedFrame> Of(IEnumerable<string> scenarios)
    {
        HashSet<string> wanted = [.. scenarios];
        return [.. Frames.Where(frame => wanted.Contains(frame.Scenario))];
    }

    /// <summary>
    /// Whether the recording tells of a task in any other way than by listing it on the dashboard. The dashboards also list tasks of connections that
    /// are not in the recording.
    /// </summary>
    public bool Knows(string taskId) => _tasks.Value.Contains(taskId.Split('.')[0]);

    [GeneratedRegex("tk_([0-9a-f]{8})")]
    private static partial Regex TokenHead();
}
