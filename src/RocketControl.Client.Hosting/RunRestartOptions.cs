namespace RocketControl.Client.Hosting;

/// <summary>When a supervised run is started again.</summary>
public sealed record RunRestartOptions
{
    /// <summary>
    /// The pause before the first restart; it doubles each time, up to <see cref="LongestDelay"/>, and each is shortened by up to a half, by chance. Default: 1 second.
    /// </summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. Default: 1 minute. What the server asks for may be longer.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a run has to live so that the failures before it are forgotten. Default: 5 minutes.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After how many restarts in a row the supervisor gives up, at least 0. A server that cannot be reached does not count. Null (default): never.
    /// </summary>
    public int? MaxRestarts { get; init; }

    /// <summary>True (default): a run that ended by itself, with success, is started again as well. False: it is done.</summary>
    public bool AfterCompletion { get; init; } = true;

    /// <exception cref="ArgumentException">Something is not acceptable.</exception>
    internal void Validate(string run)
    {
        Require(FirstDelay > TimeSpan.Zero, $"{nameof(FirstDelay)} must be positive, but is {FirstDelay}");
        Require(LongestDelay >= FirstDelay, $"{nameof(LongestDelay)} must not be shorter than {nameof(FirstDelay)}, but is {LongestDelay}");
        Require(LongestDelay <= TimeSpan.FromDays(1), $"{nameof(LongestDelay)} must be at most a day, but is {LongestDelay}");
        Require(StableAfter >= TimeSpan.Zero, $"{nameof(StableAfter)} must not be negative, but is {StableAfter}");
        Require(MaxRestarts is null or >= 0, $"{nameof(MaxRestarts)} must not be negative, but is {MaxRestarts}");

        void Require(bool fulfilled, string rule)
        {
            if (!fulfilled)
                throw new ArgumentException($"{nameof(RunRestartOptions)}.{rule} (run '{run}').");
        }
    }
}
