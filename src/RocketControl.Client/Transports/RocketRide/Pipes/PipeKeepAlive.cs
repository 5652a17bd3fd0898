namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Writes nothing now and then, so that the server does not take a slow object for a dead one (RocketRide protocol §5.3).</summary>
/// <param name="silence">How long the pipe has been silent.</param>
/// <param name="writeNothing">Writes nothing if the pipe is still silent, and notes what that fails with.</param>
/// <param name="time">The clock.</param>
internal sealed class PipeKeepAlive(Func<TimeSpan> silence, Func<CancellationToken, Task> writeNothing, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var rest = Interval - silence();
                if (rest > TimeSpan.Zero)
                    await Task.Delay(rest, time, stop).ConfigureAwait(false);
                else
                    await writeNothing(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The object is through or was given up.
        }
        catch (RunControlException)
        {
            // The pipe has noted it for its next piece, and there is nothing to keep alive any more.
        }
    }
}
