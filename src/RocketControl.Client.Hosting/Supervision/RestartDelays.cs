namespace RocketControl.Client.Hosting.Supervision;

/// <summary>Pauses that double up to a limit, each shortened by up to a half by chance, so that runs that ended together do not come back together.</summary>
/// <param name="options">The first and the longest.</param>
/// <param name="chance">Gives numbers from 0 to below 1.</param>
internal sealed class RestartDelays(RunRestartOptions options, Func<double> chance)
{
    /// <param name="failures">How many there were in a row, at least 1.</param>
    /// <param name="cause">The last, which may ask for a longer pause.</param>
    public TimeSpan After(int failures, Exception? cause)
    {
        var full = Math.Min(options.FirstDelay.Ticks * Math.Pow(2, failures - 1), options.LongestDelay.Ticks);
        var delay = TimeSpan.FromTicks((long)(full * (1 - (chance() / 2))));
        return cause is RunControlException { RetryAfter: { } asked } && asked > delay ? asked : delay;
    }
}
