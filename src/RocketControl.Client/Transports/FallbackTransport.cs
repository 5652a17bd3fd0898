using System.Runtime.CompilerServices;

namespace RocketControl.Client.Transports;

/// <summary>
/// Two ways to the same backend: the first, and another for when the first cannot be had. Once the second was needed it is kept for a while, then the first is tried
/// again. Only a failure to connect counts; what the backend itself refuses is final.
/// </summary>
internal sealed class FallbackTransport(
    IRunTransport first, IRunTransport second, Func<RunControlException, bool> cannotBeHad, TimeSpan reprobeAfter, TimeProvider time) : IRunTransport
{
    private readonly object _lock = new();
    private RunControlException? _firstFailure;
    private long _failedAt;

    public string Name => Active.Name;

    /// <summary>What the first can do: whether the second is needed is known only when a call is made.</summary>
    public RunCapabilities Capabilities => first.Capabilities;

    private IRunTransport Active
    {
        get
        {
            lock (_lock)
                return _firstFailure is not null && time.GetElapsedTime(_failedAt) < reprobeAfter ? second : first;
        }
    }

    public Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.UseAsync(pipeline, options, cancellationToken));

    public Task<Run> AttachAsync(Run run, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.AttachAsync(run, cancellationToken));

    public Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.SendAsync(run, content, options, cancellationToken));

    public Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.GetStatusAsync(run, cancellationToken));

    public Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.TerminateAsync(run, options, cancellationToken));

    public async IAsyncEnumerable<RunEvent> WatchAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Asking first decides which way is open; from then on the watch holds on by itself.
        await GetStatusAsync(run, cancellationToken).ConfigureAwait(false);
        await foreach (var next in Active.WatchAsync(run, cancellationToken).ConfigureAwait(false))
            yield return next;
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync().ConfigureAwait(false);
        await second.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> CallAsync<T>(Func<IRunTransport, Task<T>> call)
    {
        if (Active == first)
        {
            try
            {
                var result = await call(first).ConfigureAwait(false);
                Note(failure: null);
                return result;
            }
            catch (RunControlException exception) when (cannotBeHad(exception))
            {
                Note(exception);
            }
        }
        try
        {
            return await call(second).ConfigureAwait(false);
        }
        catch (RunConnectionFailedException exception)
        {
            // Neither way is open; the next call starts with the first again.
            throw Both(Note(failure: null), exception);
        }
        catch (RunNotSupportedException exception) when (FirstFailure is { } failure)
        {
            throw new RunNotSupportedException($"{exception.Message} ({first.Name} could not be had: {failure.Message})", exception.Context, exception);
        }
    }

    private RunControlException? FirstFailure
    {
        get
        {
            lock (_lock)
                return _firstFailure;
        }
    }

    private RunConnectionFailedException Both(RunControlException? failure, RunConnectionFailedException exception) => new(
        failure is null ? exception.Message : $"{failure.Message} Over {second.Name} it failed too: {exception.Message}",
        failure?.Context ?? exception.Context,
        failure is null ? exception : new AggregateException(failure, exception));

    /// <returns>What was noted before.</returns>
    private RunControlException? Note(RunControlException? failure)
    {
        lock (_lock)
        {
            var before = _firstFailure;
            _firstFailure = failure;
            _failedAt = time.GetTimestamp();
            return before;
        }
    }
}
