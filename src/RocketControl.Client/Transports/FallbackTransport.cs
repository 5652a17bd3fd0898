using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

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

    public ILogger Logger => first.Logger;

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

    public Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.OpenPipeAsync(run, options, cancellationToken));

    public Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.GetStatusAsync(run, cancellationToken));

    public Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.TerminateAsync(run, options, cancellationToken));

    public Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken) =>
        CallAsync(transport => transport.RestartAsync(run, pipeline, cancellationToken));

    public Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken) =>
        CallAsync(transport => transport.ListAsync(cancellationToken));

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
        if (Active == second)
            return await call(second).ConfigureAwait(false);
        try
        {
            var result = await call(first).ConfigureAwait(false);
            Note(failure: null);
            return result;
        }
        catch (RunControlException exception) when (cannotBeHad(exception))
        {
            Note(exception);
            return await CallSecondAsync(call, exception).ConfigureAwait(false);
        }
    }

    /// <summary>Whatever the second says in this call is said together with why it was needed.</summary>
    private async Task<T> CallSecondAsync<T>(Func<IRunTransport, Task<T>> call, RunControlException whyNeeded)
    {
        try
        {
            return await call(second).ConfigureAwait(false);
        }
        catch (RunNotSupportedException exception)
        {
            throw new RunNotSupportedException($"{exception.Message} ({whyNeeded.Message})", exception.Context, Both(exception));
        }
        catch (RunControlException exception) when (exception is RunConnectionFailedException or RunUnavailableException or RunProtocolException)
        {
            // Neither way is open, so the next call starts with the first again.
            Note(failure: null);
            throw new RunConnectionFailedException(
                $"{whyNeeded.Message} {second.Name} did not work either: {exception.Message}",
                whyNeeded.Context with { OutcomeUnknown = exception.OutcomeUnknown },
                Both(exception));
        }

        AggregateException Both(RunControlException exception) => new(whyNeeded, exception);
    }

    private void Note(RunControlException? failure)
    {
        lock (_lock)
        {
            _firstFailure = failure;
            _failedAt = time.GetTimestamp();
        }
    }
}
