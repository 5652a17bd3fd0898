using Polly;
using Polly.Retry;

namespace RocketControl.Client.Resilience;

/// <summary>
/// How a lost connection is made again: at once, then after pauses that double, with jitter so that many clients do not come back in step, until a total limit.
/// A refusal that will not pass by itself (a credential above all) ends it.
/// </summary>
/// <param name="delay">The first pause.</param>
/// <param name="maxDelay">The longest pause.</param>
/// <param name="limit">The time over all attempts.</param>
/// <param name="time">The clock.</param>
/// <param name="onFailure">Told of each attempt that failed, counted from 1.</param>
internal sealed class ReconnectPolicy(
    TimeSpan delay, TimeSpan maxDelay, TimeSpan limit, TimeProvider time, Action<RunControlException, int> onFailure)
{
    /// <param name="attempt">One attempt.</param>
    /// <param name="beforePause">Told of a failed attempt after which another will follow.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, ValueTask<T>> attempt, Action<RunControlException> beforePause, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<RunControlException>(exception => exception.IsTransient && time.GetElapsedTime(started) < limit),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = delay,
                MaxDelay = maxDelay,
                UseJitter = true,
                OnRetry = retry =>
                {
                    var failure = (RunControlException)retry.Outcome.Exception!;
                    onFailure(failure, retry.AttemptNumber + 1);
                    beforePause(failure);
                    return default;
                },
            })
            .Build();
        return await pipeline.ExecuteAsync(attempt, cancellationToken).ConfigureAwait(false);
    }
}
