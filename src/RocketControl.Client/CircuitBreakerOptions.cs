namespace RocketControl.Client;

/// <summary>
/// When to leave a server alone that fails again and again: calls then fail at once with a <see cref="RunUnavailableException"/> and nothing is sent,
/// until a pause is over and one call goes through as a trial. Only failures of the network and of the server as a whole count: no connection, a lost
/// one, no answer in time, HTTP 502 and the like. A refusal does not, nor what a server reports of a single run.
/// </summary>
public sealed record CircuitBreakerOptions
{
    /// <summary>The share of attempts that have to fail, above 0 and at most 1. Default: 0.9.</summary>
    public double FailureRatio { get; init; } = 0.9;

    /// <summary>How many attempts there must have been within the window before the share counts; at least 2. Default: 20.</summary>
    public int MinimumAttempts { get; init; } = 20;

    /// <summary>The time in which attempts are counted, at least half a second. Default: 30 seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server is left alone, at least half a second. Default: 15 seconds.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(15);
}
