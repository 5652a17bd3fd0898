using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Resilience;

/// <summary>
/// The one place that decides what is repeated (run model §7): a transient failure of the network, and only where repeating is safe because the call changes
/// nothing or surely was not sent. Exponential pauses with jitter, or the pause that the server asks for; the caller's
/// deadline bounds the whole.
/// </summary>
internal sealed class RetryPolicy
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly int _maxRetries;
    private readonly Func<RunControlException, bool> _isTransient;
    private readonly Lazy<ResiliencePipeline> _repeatable;
    private readonly Lazy<ResiliencePipeline> _onlyIfUnsent;

    /// <param name="maxRetries">How often a call is repeated; 0 for never.</param>
    /// <param name="delay">The pause before the first repetition.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="isTransient">Whether a failure may pass by itself.</param>
    /// <param name="onRetry">Told of each repetition, counted from 1.</param>
    public RetryPolicy(
        int maxRetries, TimeSpan delay, TimeProvider time, Func<RunControlException, bool> isTransient, Action<RunControlException, int> onRetry)
    {
        _maxRetries = maxRetries;
        _isTransient = isTransient;
        _repeatable = new(() => Build(repeatable: true));
        _onlyIfUnsent = new(() => Build(repeatable: false));

        ResiliencePipeline Build(bool repeatable)
        {
            if (maxRetries == 0)
                return ResiliencePipeline.Empty;
            return new ResiliencePipelineBuilder { TimeProvider = time }
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<RunControlException>(exception => Repeats(exception, repeatable)),
                    MaxRetryAttempts = maxRetries,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = delay,
                    MaxDelay = LongestPause,
                    UseJitter = true,
                    // What the server asks for wins over what would be guessed.
                    DelayGenerator = static retry => new((retry.Outcome.Exception as RunControlException)?.RetryAfter),
                    OnRetry = retry =>
                    {
                        var failure = (RunControlException)retry.Outcome.Exception!;
                        ObservedCall.NoteRetry(failure, retry.AttemptNumber + 1);
                        onRetry(failure, retry.AttemptNumber + 1);
                        return default;
                    },
                })
                .Build();
        }
    }

    /// <summary>Whether a first failure is worth a repetition.</summary>
    public bool Repeats(RunControlException exception, bool repeatable) =>
        _maxRetries > 0
        && exception is not RunConnectionLostException { Reason: ConnectionLossReason.ClientDisposed }
        && !CircuitBreaker.IsOpen(exception)
        && _isTransient(exception)
        && (repeatable || !exception.OutcomeUnknown);

    /// <summary>
    /// Makes an attempt, and repeats it while that is worth it. Only what has failed meets Polly, whose pipelines would take most of the time in which a client is made.
    /// </summary>
    /// <param name="repeatable">True when doing it twice is the same as doing it once.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="failure">What an attempt that was made before has failed with, which then counts as the first; null when there was none.</param>
    /// <param name="cancellationToken">Ends the pauses and the attempts.</param>
    public async ValueTask<T> ExecuteAsync<T>(
        bool repeatable, Func<CancellationToken, ValueTask<T>> attempt, RunControlException? failure, CancellationToken cancellationToken)
    {
        if (failure is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (RunControlException exception) when (Repeats(exception, repeatable))
            {
                failure = exception;
            }
        }
        return await (repeatable ? _repeatable : _onlyIfUnsent).Value.ExecuteAsync(
            async token =>
            {
                if (Interlocked.Exchange(ref failure, null) is { } first)
                    ExceptionDispatchInfo.Throw(first);
                return await attempt(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ExecuteAsync{T}(bool, Func{CancellationToken, ValueTask{T}}, RunControlException, CancellationToken)"/>
    public ValueTask<T> ExecuteAsync<T>(bool repeatable, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken) =>
        ExecuteAsync(repeatable, attempt, failure: null, cancellationToken);
}
