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
                $"{run} ended while the object was in work; what became of the object is not known. Start the run again and send it once more.",
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
