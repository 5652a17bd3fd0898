namespace RocketControl.Client.Transports.RocketRide;

/// <summary>An attempt to connect that callers can wait for before it has begun.</summary>
internal sealed class ConnectionAttempt
{
    private readonly TaskCompletionSource<RocketRideConnection> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<RocketRideConnection> Task => _outcome.Task;

    public void Succeed(RocketRideConnection connection) => _outcome.SetResult(connection);

    public void Fail(Exception exception)
    {
        _outcome.SetException(exception);
        // Perhaps nobody waited for it, which is no fault to be reported.
        _ = _outcome.Task.Exception;
    }
}
