namespace RocketControl.Client;

/// <summary>How to start a run (RocketRide protocol §3.2, <c>execute</c>). What is null is left to the server.</summary>
public sealed record UseOptions
{
    /// <summary>
    /// A token of your own for the run, used as it is; tokens are shared by all users of a server. Null (default): the server derives one
    /// from project, source and user, so the same pipeline always gets the same token. Its first eight characters are what events and logs name the run by: let them
    /// differ from those of your other tokens.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>The id of the component that feeds the pipeline. Null (default): the pipeline's own <c>source</c>, or its only source component.</summary>
    public string? Source { get; init; }

    /// <summary>How many objects the run works on at a time, at least 1. Null (default): 64.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// How long the run lives without data, in whole seconds; zero means for ever. Null (default): 15 minutes. The server looks once a minute and adds
    /// a minute before it compares, so a run may end up to 60 seconds early, and one with 60 seconds or less ends at the first look however busy it is.
    /// Status calls do not keep a run alive.
    /// </summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>
    /// True: when a run with that token is alive, give that one; the submitted pipeline and all other options are then ignored by the server. False (default):
    /// <see cref="RunAlreadyRunningException"/>, unless Feldera finds that nothing would change; then the live one is given all the same.
    /// </summary>
    public bool UseExisting { get; init; }

    /// <summary>Extra arguments for the engine; one with a space in it is split like a shell would.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>How much to report of the way of the data. Null (default): nothing.</summary>
    public PipelineTraceLevel? TraceLevel { get; init; }

    /// <summary>A label, the first part of the name in the status. Null (default): the pipeline file's name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Values for <c>${ROCKETRIDE_…}</c> placeholders. They win over the process's environment variables, of which only those that the pipeline refers to
    /// are sent, and never the API key.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The team that owns the run. Null (default): the user's default team. The server does not check it at the start.</summary>
    public string? TeamId { get; init; }

    /// <summary>A text without the token.</summary>
    public override string ToString() => $"UseOptions {{ Name = {Name}, Source = {Source}, UseExisting = {UseExisting} }}";
}
