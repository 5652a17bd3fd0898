using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The state of the connection, and one place that tells the user of its changes: in order, on the thread pool, never on a reader.</summary>
internal sealed class ConnectionStates(Action<RocketRideConnectionStateChange>? handler, ILogger logger)
{
    private readonly object _lock = new();
    private Task _telling = Task.CompletedTask;

    public RocketRideConnectionState Current { get; private set; }

    public void MoveTo(RocketRideConnectionState state, RunControlException? reason = null)
    {
        lock (_lock)
        {
            if (Current == state || Current == RocketRideConnectionState.Closed)
                return;
            var change = new RocketRideConnectionStateChange(Current, state, reason);
            Current = state;
            RocketRideLog.StateChanged(logger, state);
            if (handler is not null)
                _telling = _telling.ContinueWith(_ => Tell(handler, change), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Tell(Action<RocketRideConnectionStateChange> tell, RocketRideConnectionStateChange change)
    {
        try
        {
            tell(change);
        }
        catch (Exception exception)
        {
            RocketRideLog.HandlerFailed(logger, exception);
        }
    }
}
