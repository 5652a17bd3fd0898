using RocketControl.Client;

namespace RunDashboard.Runs;

/// <summary>Puts what is known of a run into words.</summary>
internal static class RunViews
{
    private const int LongestText = 300;

    public static RunView Of(BoardRun run)
    {
        var status = run.Status;
        var state = StateOf(run);
        var capabilities = run.System.Client.Capabilities;
        var isUp = state is RunState.Running or RunState.Paused or RunState.AwaitingInput;
        return new RunView
        {
            Id = run.Id,
            Name = run.Name,
            System = run.System.Id,
            Origin = $"{run.System.Name} · {run.Run}",
            State = state.ToString().ToLowerInvariant(),
            StateText = TextOf(run, state),
            Detail = Short(DetailOf(run)),
            Problem = ProblemOf(run) is { } problem ? Short(problem) : null,
            Total = status?.Total,
            Processed = status?.Processed,
            Failed = status?.FailedCount,
            Rate = run.Rate,
            Progress = status?.Progress,
            IsOver = run.IsOver,
            CanSend = isUp && capabilities.Supports(RunCapability.Send),
            CanPause = state == RunState.Running && capabilities.Supports(RunCapability.Pause),
            CanResume = state == RunState.Paused && capabilities.Supports(RunCapability.Resume),
            CanTerminate = !run.IsOver,
        };
    }

    /// <summary>A run whose end was accepted is on its way down, also while its status is older than that.</summary>
    private static RunState StateOf(BoardRun run) =>
        run is { IsLost: false, End: not null, Status: not { IsTerminal: true } } ? RunState.Stopping : run.Status?.State ?? RunState.Unknown;

    private static string TextOf(BoardRun run, RunState state) => (state, run.End) switch
    {
        (RunState.Stopping, { CannotBeSeen: true }) => "Stopping (accepted, its end cannot be seen)",
        (RunState.Stopping, { IsAccepted: true }) => "Stopping (accepted)",
        (RunState.Stopping, { IsAccepted: false }) => "Stopping (asked for)",
        (RunState.AwaitingInput, _) => "Awaiting input",
        _ when run.IsLost => "Lost",
        (RunState.Unknown, _) when run.Status is null => "Not known yet",
        _ => state.ToString(),
    };

    private static string DetailOf(BoardRun run) => run switch
    {
        { Status: { IsTerminal: true } end } => $"Down since {(end.EndedAt ?? end.ObservedAt).ToLocalTime():HH:mm:ss}",
        { Output: { } output } => output,
        _ => run.Status?.Detail ?? "",
    };

    private static string? ProblemOf(BoardRun run) =>
        run.Trouble
        ?? (run.Status is { IsReachable: false } ? "The server cannot be reached; this is the last thing known." : null)
        ?? run.Status?.Error
        ?? (run.Status?.Errors is [.., var newest] ? newest : null);

    private static string Short(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");
}
