namespace RocketControl.Client.Transports.Processes;

/// <summary>What came of looking for a process.</summary>
/// <param name="Kind">Whether it is there.</param>
/// <param name="Entry">What the server says of it; null unless it is shown.</param>
internal sealed record ProcessSighting(ProcessSightingKind Kind, ProcessEntry? Entry = null)
{
    public static ProcessSighting Absent { get; } = new(ProcessSightingKind.Absent);

    public static ProcessSighting Hidden { get; } = new(ProcessSightingKind.Hidden);

    public static ProcessSighting Impossible { get; } = new(ProcessSightingKind.Impossible);

    /// <param name="entry">What the server says; null when it has no such process.</param>
    public static ProcessSighting Of(ProcessEntry? entry) => entry is null ? Absent : new ProcessSighting(ProcessSightingKind.Shown, entry);
}
