namespace RocketControl.Client.Transports.Feldera;

/// <summary>Asks until there is an answer: often at first, then every two seconds, with a deadline and patience for a few failures in a row (run model §6).</summary>
internal sealed class Polling(TimeProvider time)
{
    private const int ToleratedFailures = 5;
    private const double Growth = 1.5;
    private const double Jitter = 0.1;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <param name="look">Looks once; null to go on. What it throws ends the waiting, unless it is transient.</param>
    /// <param name="timeout">How long to go on.</param>
    /// <param name="late">Makes the exception for when the time is over.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunTimeoutException">The time was over.</exception>
    public async Task<T> UntilAsync<T>(
        Func<CancellationToken, Task<T?>> look, TimeSpan timeout, Func<Exception, RunTimeoutException> late, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var failures = 0;
        var pause = FirstPause;
        try
        {
            while (true)
            {
                try
                {
                    if (await look(limit.Token).ConfigureAwait(false) is { } found)
                        return found;
                    failures = 0;
                }
                catch (RunControlException exception) when (exception.IsTransient && ++failures <= ToleratedFailures)
                {
                    // Asked again below; too many in a row are thrown.
                }
                await Task.Delay(pause * (1 + (((Random.Shared.NextDouble() * 2) - 1) * Jitter)), time, limit.Token).ConfigureAwait(false);
                pause = pause * Growth < LongestPause ? pause * Growth : LongestPause;
            }
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw late(exception);
        }
    }
}
