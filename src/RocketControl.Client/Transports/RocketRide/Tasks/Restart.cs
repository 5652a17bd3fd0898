namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Restarts one run (RocketRide protocol §3.2): waits for its turn and until an earlier restart that got no answer must be through, lets this client's own sends finish,
/// tells the server, and begins a new memory of the run.
/// </summary>
/// <param name="transport">The transport, to ask for the status.</param>
/// <param name="run">The run.</param>
/// <param name="runs">What is remembered of all runs.</param>
/// <param name="tellServer">Sends the restart and waits for its reply.</param>
/// <param name="timeout">How long to wait for an earlier restart.</param>
/// <param name="time">The clock.</param>
internal sealed class Restart(
    IRunTransport transport, Run run, KnownRuns runs, Func<CancellationToken, Task<Run>> tellServer, TimeSpan timeout, TimeProvider time)
{
    /// <summary>The server stops an engine within 10 seconds; until then the status may still be that of the old one.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(1);

    private readonly RestartTurns _turns = runs.GetOrAdd(run.Id).Restarts;

    public Task<Run> RunAsync(CancellationToken cancellationToken) => _turns.TakeAsync(() => TakeTurnAsync(cancellationToken), cancellationToken);

    private async Task<Run> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        var known = runs.GetOrAdd(run.Id);
        known.Sends.Close();
        try
        {
            await known.Sends.DrainAsync(DrainLimit, time, cancellationToken).ConfigureAwait(false);
            var restarted = await TellServerAsync(cancellationToken).ConfigureAwait(false);
            runs.BeginAgain(run.Id);
            return restarted;
        }
        catch when (!known.TerminatedByUs)
        {
            known.Sends.Open();
            throw;
        }
    }

    private async Task<Run> TellServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tellServer(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or RunControlException { OutcomeUnknown: true })
        {
            _turns.InDoubtSince = time.GetTimestamp();
            if (exception is RunControlException failure)
                failure.ExpectedRunId = run.Id;
            throw;
        }
    }

    /// <summary>Waits until a restart in doubt is over, whatever became of it: the run is up, or down for good.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_turns.InDoubtSince is not { } since)
            return;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var rest = LongestStop - time.GetElapsedTime(since);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, time, limit.Token).ConfigureAwait(false);
            while (!await IsSettledAsync(limit.Token).ConfigureAwait(false))
                await Task.Delay(PollPause, time, limit.Token).ConfigureAwait(false);
            _turns.InDoubtSince = null;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new RunTimeoutException(
                $"{run} was not restarted: an earlier restart that got no answer is still under way, and two at once would spoil the run.",
                new RunErrorContext(RunBackend.RocketRide, RunOperation.Restart),
                exception)
            {
                Timeout = timeout,
            };
        }
    }

    private async Task<bool> IsSettledAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await transport.GetStatusAsync(run, cancellationToken).ConfigureAwait(false);
            return status.IsTerminal || status.State == RunState.Running;
        }
        catch (RunNotFoundException)
        {
            return true;
        }
    }
}
