namespace RocketControl.Client.Transports.Dap;

/// <summary>Asks a silent peer for a sign of life and breaks the session when none comes.</summary>
internal sealed class DapHeartbeat(DapSession session, IMessageChannel channel, DapSessionOptions options)
{
    private readonly TimeProvider _time = options.TimeProvider;

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.HeartbeatInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                if (_time.GetElapsedTime(channel.LastActivity) >= options.HeartbeatInterval)
                    await ProbeAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The session is over.
        }
    }

    private async Task ProbeAsync(CancellationToken stop)
    {
        var asked = _time.GetTimestamp();
        try
        {
            await session.CallAsync(options.Heartbeat, options.HeartbeatTimeout, stop).ConfigureAwait(false);
        }
        catch (DapCallException exception) when (exception.Failure == DapCallFailure.DeadlinePassed)
        {
            // The request itself counts as activity when it leaves, so only what moved after that is a sign of life.
            if (_time.GetElapsedTime(asked, channel.LastActivity) <= options.HeartbeatInterval)
            {
                session.Break(new DapBreak(
                    ConnectionLossReason.HeartbeatTimeout,
                    $"The server gave no sign of life for {options.HeartbeatTimeout.TotalSeconds:0.#} seconds."));
            }
        }
        catch (DapCallException)
        {
            // A broken connection has its own way, and a malformed reply is a sign of life.
        }
    }
}
