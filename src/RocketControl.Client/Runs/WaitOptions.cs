namespace RocketControl.Client;

/// <summary>How to wait for the end of a run.</summary>
public sealed record WaitOptions
{
    /// <summary>
    /// How long to wait. Default: 5 minutes; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits as long as the caller's token allows. A pipeline fed
    /// from outside (webhook, chat, dropper) never ends by itself.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    internal void Validate(RunBackend backend)
    {
        if ((Timeout <= TimeSpan.Zero && Timeout != System.Threading.Timeout.InfiniteTimeSpan) || Timeout > LongestTime.OfTimeout)
        {
            throw new RunInvalidArgumentException(
                $"WaitOptions.Timeout must be positive and at most {LongestTime.OfTimeout}, or infinite, not {Timeout}.", new RunErrorContext(backend, RunOperation.Wait));
        }
    }
}
