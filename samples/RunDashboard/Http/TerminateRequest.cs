using RocketControl.Client;

namespace RunDashboard.Http;

/// <summary>How a run is to end.</summary>
/// <param name="Mode"><c>graceful</c>, <c>checkpoint</c>, <c>escalate</c> or <c>force</c>.</param>
/// <param name="EscalateAfterSeconds">How long graceful may take with <c>escalate</c>.</param>
internal sealed record TerminateRequest(string? Mode, double? EscalateAfterSeconds)
{
    private const double LongestPatience = 170;

    /// <exception cref="FormatException">There is no such mode.</exception>
    public TerminateMode ToMode() => Mode switch
    {
        "graceful" or "escalate" => TerminateMode.Graceful,
        "checkpoint" => TerminateMode.Checkpoint,
        "force" => TerminateMode.Force,
        _ => throw new FormatException("Choose how the run is to end."),
    };

    /// <exception cref="FormatException">The time is missing or not sensible.</exception>
    public TimeSpan? ToPatience() => (Mode, EscalateAfterSeconds) switch
    {
        (not "escalate", _) => null,
        (_, > 0 and <= LongestPatience and var seconds) => TimeSpan.FromSeconds(seconds),
        _ => throw new FormatException($"Say how many seconds to wait before force is used: more than 0, at most {LongestPatience}."),
    };
}
