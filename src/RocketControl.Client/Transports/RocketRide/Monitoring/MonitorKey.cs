namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// What a subscription is about, in the server's own terms: it keeps one mask for each (RocketRide protocol §6.2). A token is only another name for project and
/// source, so it is resolved before it gets here.
/// </summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Source">The source component; <see cref="AllSources"/> for all of the project.</param>
/// <param name="PipeId">One pipe only; null for all.</param>
internal readonly record struct MonitorKey(string ProjectId, string Source, long? PipeId = null)
{
    /// <summary>In place of a source: all of the project.</summary>
    public const string AllSources = "*";

    /// <summary>Everything that the credential may see.</summary>
    public static MonitorKey Everything { get; } = new("", AllSources);

    public bool IsEverything => this == Everything;

    public static MonitorKey Of(Run run) => new(run.ProjectId ?? "", run.Source ?? "");
}
