namespace RocketControl.Client.Emulator.Tests.Conformance.Reading;

/// <summary>A recording: its lines in the order seen on the wire.</summary>
internal sealed record Recording(string Name, IReadOnlyList<RecordedFrame> Frames)
{
    /// <summary>The names of its connections, in the order in which they began.</summary>
    public IReadOnlyList<string> Scenarios { get; } = [.. Frames.Select(frame => frame.Scenario).Distinct()];

    /// <summary>The lines of some connections, interleaved as they were.</summary>
    public IReadOnlyList<RecordedFrame> Of(IEnumerable<string> scenarios)
    {
        HashSet<string> wanted = [.. scenarios];
        return [.. Frames.Where(frame => wanted.Contains(frame.Scenario))];
    }
}
