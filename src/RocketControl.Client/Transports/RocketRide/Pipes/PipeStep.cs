using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// One request about a pipe. The server never answers those that are in flight when the run ends (RocketRide protocol §3.4), so when an answer takes its time the run
/// is watched as well.
/// </summary>
internal sealed class PipeStep(RocketRideTransport transport, Run run, TimeProvider time)
{
    private static readonly TimeSpan PatienceBeforeWatching = TimeSpan.FromSeconds(1);

    public async Task<DapResponse> CallAsync(DapRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            return await CallOrWatchAsync(request, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (PipeFailedException refusal) when (refusal.ServerMessage is { } text)
        {
            // A run that is over refuses with its own last words, which may be any.
            if (await StatusAsync(limit, cancellationToken).ConfigureAwait(false) is not { IsTerminal: true } status)
                throw;
            throw new RunNotRunningException(
                $"The run has ended and takes no more data. Start it again with UseAsync. The server says: {text}", refusal.Context, refusal)
            {
                LastStatus = status,
            };
        }
    }

    /// <summary>The status as far as it can be had in time; null when it cannot.</summary>
    private async Task<RunStatus?> StatusAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await transport.Caller
                .CallAsync(RunOperation.Send, RocketRideRequests.Status(run.Id), limit, repeatable: true, cancellationToken).ConfigureAwait(false);
            return transport.ReadStatus(reply, run);
        }
        catch (RunControlException)
        {
            return null;
        }
    }

    private async Task<DapResponse> CallOrWatchAsync(DapRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = transport.Caller.CallAsync(RunOperation.Send, request, limit, repeatable: false, giveUp.Token);
        if (await IsAnsweredSoonAsync(call, cancellationToken).ConfigureAwait(false))
            return await call.ConfigureAwait(false);

        using var stopWatching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = transport.WaitForEndAsync(run, stopWatching.Token);
        await Task.WhenAny(call, end).ConfigureAwait(false);
        if (!call.IsCompleted && end.IsCompletedSuccessfully)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new RunNotRunningException(
                $"{run} ended or was restarted while the object was in work; what became of the object is not known. Start the run again and send it once more.",
                new RunErrorContext(RunBackend.RocketRide, RunOperation.Send) { OutcomeUnknown = true })
            {
                LastStatus = await end.ConfigureAwait(false),
            };
        }
        try
        {
            return await call.ConfigureAwait(false);
        }
        finally
        {
            await stopWatching.CancelAsync().ConfigureAwait(false);
            await ((Task)end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Most steps are answered at once; only for those that are not is it worth watching the run.</summary>
    private async Task<bool> IsAnsweredSoonAsync(Task<DapResponse> call, CancellationToken cancellationToken)
    {
        if (call.IsCompleted)
            return true;
        await ((Task)call).WaitAsync(PatienceBeforeWatching, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return call.IsCompleted;
    }
}
