namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Asks a silent peer for a sign of life and breaks the session when none comes. Only what comes from the peer is one: what is sent to a peer that has
/// vanished disappears in the network's buffers without an error for many minutes. While something is being sent, its progress counts.
/// </summary>
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
                if (_time.GetElapsedTime(channel.LastReceived) < options.HeartbeatInterval)
                    continue;
                if (!session.IsSending)
                    await ProbeAsync(stop).ConfigureAwait(false);
                else if (_time.GetElapsedTime(channel.LastSent) >= options.HeartbeatTimeout)
                    Break("The server has taken nothing");
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
            // What was never sent cannot be answered: something else blocks the way, which the next look judges.
            if (exception.WasSent && channel.LastReceived < asked)
                Break("The server gave no sign of life");
        }
        catch (DapCallException)
        {
            // A broken connection has its own way, and a malformed reply is a sign of life.
        }
    }

    private void Break(string problem) => session.Break(new DapBreak(
        ConnectionLossReason.HeartbeatTimeout, $"{problem} for {options.HeartbeatTimeout.TotalSeconds:0.#} seconds."));
}
