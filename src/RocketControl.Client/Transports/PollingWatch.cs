using System.Runtime.CompilerServices;

namespace RocketControl.Client.Transports;

/// <summary>Follows a run on a backend that pushes nothing, by asking: often at first, then every two seconds (run model §6).</summary>
internal static class PollingWatch
{
    private const int ToleratedFailures = 5;
    private const double Growth = 1.5;
    private const double Jitter = 0.1;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <param name="run">The run.</param>
    /// <param name="ask">Reads its status.</param>
    /// <param name="gone">The end state to assume when a run that was seen is not known any more.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="cancellationToken">Stops the watching.</param>
    /// <param name="shortestPause">The shortest pause that the backend bears at that time; null for any.</param>
    public static async IAsyncEnumerable<RunEvent> WatchAsync(
        Run run,
        Func<Run, CancellationToken, Task<RunStatus>> ask,
        Func<Run, RunState> gone,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        Func<TimeSpan>? shortestPause = null)
    {
        RunStatus? last = null;
        var failures = 0;
        var pause = FirstPause;
        while (last is not { IsTerminal: true })
        {
            RunStatus status;
            try
            {
                status = await ask(run, cancellationToken).ConfigureAwait(false);
                failures = 0;
            }
            catch (RunNotFoundException) when (last is not null)
            {
                status = last with
                {
                    State = gone(run),
                    Detail = "The server does not know the run any more.",
                    ObservedAt = time.GetUtcNow(),
                    Source = RunStatusSource.Remembered,
                    IsReachable = true,
                };
            }
            catch (RunControlException exception) when (exception.IsTransient && last is not null && ++failures <= ToleratedFailures)
            {
                status = last with { IsReachable = false, ObservedAt = time.GetUtcNow(), Source = RunStatusSource.Remembered };
            }
            if (StatusNews.IsNews(last, status))
                yield return new RunStatusChanged(status);
            last = status;
            run = status.Run;
            if (status.IsTerminal)
                yield break;
            if (shortestPause?.Invoke() is { } shortest && pause < shortest)
                pause = shortest;
            await Task.Delay(pause * (1 + (((Random.Shared.NextDouble() * 2) - 1) * Jitter)), time, cancellationToken).ConfigureAwait(false);
            pause = pause * Growth < LongestPause ? pause * Growth : LongestPause;
        }
    }
}
