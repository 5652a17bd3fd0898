namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>
/// What a subscription is for: everything (<see cref="All"/>), all sources of a project (<see cref="AnySource"/>), one source, or one pipe
/// of it. A token stands for its task's project and source (RocketRide protocol §6.2).
/// </summary>
internal sealed record MonitorKey(string Project, string Source, string? Pipe = null)
{
    public const string AnySource = "*";

    private const int ShownProjectLength = 8;

    public static MonitorKey All { get; } = new("*", "*");

    /// <summary>
    /// Whether an event of this project and source belongs to the key; an event of a pipe belongs to the key of its pipe, too.
    /// </summary>
    public bool Matches(string project, string source, string? pipe)
    {
        if (this == All)
            return true;
        bool isSource = Source == source || (Source == AnySource && Pipe is null);
        return Project == project && isSource && (Pipe is null || Pipe == pipe);
    }

    /// <summary>Whether the key dies with its task's record: the keys of the source and of its pipes, but no wildcard.</summary>
    public bool IsPurgedWith(string project, string source) => Project == project && Source == source;

    /// <summary>The label in <c>monitor_changed</c>. <paramref name="taskId"/> is given when the subscription named a token.</summary>
    public string ToEventLabel(string? taskId)
    {
        if (this == All)
            return "<all>";
        string label = taskId ?? $"<Project:{Project}.{Source}>";
        return Pipe is null ? label : $"{label}.pipe{Pipe}";
    }

    /// <summary>The label in <c>rrext_dashboard</c>. <paramref name="taskName"/> is given when such a task is registered.</summary>
    public string ToDashboardLabel(string? taskName)
    {
        if (this == All)
            return "All tasks";
        string project = Project.Length > ShownProjectLength ? Project[..ShownProjectLength] : Project;
        string label = taskName ?? $"{project}.{Source}";
        return Pipe is null ? label : $"{label}.pipe{Pipe}";
    }
}
