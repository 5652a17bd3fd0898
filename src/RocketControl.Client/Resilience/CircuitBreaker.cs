using Polly;
using Polly.CircuitBreaker;

namespace RocketControl.Client.Resilience;

/// <summary>Leaves one server alone that fails again and again; see <see cref="CircuitBreakerOptions"/>. Without options it lets everything through.</summary>
/// <param name="options">When it opens; null for never.</param>
/// <param name="backend">The backend, for the exceptions.</param>
/// <param name="server">The server, for people.</param>
/// <param name="time">The clock.</param>
internal sealed class CircuitBreaker(CircuitBreakerOptions? options, RunBackend backend, string server, TimeProvider time)
{
    private readonly ResiliencePipeline? _pipeline = options is null ? null : new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RunControlException>(IsOfServer),
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumAttempts,
            SamplingDuration = options.Window,
            BreakDuration = options.Pause,
        })
        .Build();

    /// <summary>Whether the failure is that of an open circuit, which no repetition mends.</summary>
    public static bool IsOpen(RunControlException exception) => exception.InnerException is BrokenCircuitException;

    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunUnavailableException">The circuit is open; nothing was sent.</exception>
    public ValueTask<T> ExecuteAsync<T>(RunOperation operation, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken) =>
        _pipeline is null ? attempt(cancellationToken) : ExecuteAsync(_pipeline, operation, attempt, cancellationToken);

    private async ValueTask<T> ExecuteAsync<T>(
        ResiliencePipeline pipeline, RunOperation operation, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException exception)
        {
            throw new RunUnavailableException(
                $"{operation} was not sent: {server} has failed again and again and is left alone for a while (option CircuitBreaker).",
                new RunErrorContext(backend, operation) { RetryAfter = exception.RetryAfter },
                exception);
        }
    }

    private static bool IsOfServer(RunControlException exception) => exception switch
    {
        RunConnectionLostException { Reason: ConnectionLossReason.ClientDisposed } => false,
        // A code is the system's own: it is there, and something behind it is not, a single pipeline perhaps.
        RunUnavailableException { Code: not null } => false,
        RunConnectionFailedException or RunConnectionLostException or RunUnavailableException or RunTimeoutException => true,
        _ => false,
    };
}
