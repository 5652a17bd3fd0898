using System.Runtime.CompilerServices;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports;

/// <summary>What every call of a client passes through: a span and figures for each while somebody listens, otherwise the transport as it is.</summary>
/// <param name="inner">The transport; owned from here on.</param>
/// <param name="time">The clock.</param>
internal sealed class ObservedTransport(IRunTransport inner, TimeProvider time) : IRunTransport
{
    private readonly CallObserver _calls = new(() => (inner.Capabilities.Backend, inner.Name), time);

    public string Name => inner.Name;

    public RunCapabilities Capabilities => inner.Capabilities;

    public Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Use,
        run: null,
        (inner, pipeline, options, cancellationToken),
        static call => call.inner.UseAsync(call.pipeline, call.options, call.cancellationToken),
        static (observed, run) => observed.Started(run));

    public Task<Run> AttachAsync(Run run, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Attach,
        run,
        (inner, run, cancellationToken),
        static call => call.inner.AttachAsync(call.run, call.cancellationToken),
        static (observed, run) => observed.Found(run));

    public Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Send,
        run,
        (inner, run, content, options, cancellationToken),
        static call => call.inner.SendAsync(call.run, call.content, call.options, call.cancellationToken));

    public Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.OpenPipe,
        run,
        (inner, run, options, cancellationToken),
        static call => call.inner.OpenPipeAsync(call.run, call.options, call.cancellationToken));

    public Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.GetStatus,
        run,
        (inner, run, cancellationToken),
        static call => call.inner.GetStatusAsync(call.run, call.cancellationToken),
        static (observed, status) => observed.Saw(status));

    public Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Terminate,
        run,
        (inner, run, options, cancellationToken),
        static call => call.inner.TerminateAsync(call.run, call.options, call.cancellationToken),
        static (observed, result) => observed.Terminated(result));

    public Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Restart,
        run,
        (inner, run, pipeline, cancellationToken),
        static call => call.inner.RestartAsync(call.run, call.pipeline, call.cancellationToken),
        static (observed, run) => observed.Started(run));

    public Task PauseAsync(Run run, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Pause,
        run,
        (inner, run, cancellationToken),
        static async call =>
        {
            await call.inner.PauseAsync(call.run, call.cancellationToken).ConfigureAwait(false);
            return true;
        });

    public Task ResumeAsync(Run run, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Resume,
        run,
        (inner, run, cancellationToken),
        static async call =>
        {
            await call.inner.ResumeAsync(call.run, call.cancellationToken).ConfigureAwait(false);
            return true;
        });

    public Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.List, run: null, (inner, cancellationToken), static call => call.inner.ListAsync(call.cancellationToken));

    /// <summary>Waits for the end of a run: one call, whatever it takes.</summary>
    /// <exception cref="RunTimeoutException">The run was still alive when the time was over; holds the last status seen.</exception>
    public Task<RunStatus> WaitAsync(Run run, TimeSpan timeout, CancellationToken cancellationToken) => _calls.CallAsync(
        OperationNames.Wait,
        run,
        (inner, run, timeout, time, cancellationToken),
        static call => RunWaiter.WaitAsync(call.inner, call.run, call.timeout, RunOperation.Wait, call.time, call.cancellationToken),
        static (observed, status) => observed.Saw(status));

    public IAsyncEnumerable<RunEvent> WatchAsync(Run run, CancellationToken cancellationToken) =>
        Instruments.ObserveCalls ? ObserveWatchAsync(run, cancellationToken) : inner.WatchAsync(run, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        _calls.Close();
    }

    private async IAsyncEnumerable<RunEvent> ObserveWatchAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var observed = _calls.Begin(OperationNames.Watch, run);
        var events = inner.WatchAsync(run, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (await MoveNextAsync(observed, events).ConfigureAwait(false))
                yield return events.Current;
        }
    }

    /// <summary>Between two events the follower's own span is the current one, so each step enters the watch's again.</summary>
    private static async Task<bool> MoveNextAsync(ObservedCall observed, IAsyncEnumerator<RunEvent> events)
    {
        observed.Enter();
        try
        {
            if (!await events.MoveNextAsync().ConfigureAwait(false))
                return false;
            if (events.Current is RunStatusChanged { Status: var status })
                observed.Saw(status);
            return true;
        }
        catch (Exception exception)
        {
            observed.Fail(exception);
            throw;
        }
    }
}
