namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>How fast a connection reads: freely, at a number of bytes a second, or not at all.</summary>
internal sealed class ReadPace(TimeProvider timeProvider)
{
    private readonly object _gate = new();
    private TaskCompletionSource? _paused;
    private int _bytesPerSecond;

    /// <summary>Stops reading until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        lock (_gate)
            _paused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Reads at most this many bytes a second; 0 reads freely.</summary>
    public void Limit(int bytesPerSecond)
    {
        lock (_gate)
            _bytesPerSecond = bytesPerSecond;
    }

    public void Resume()
    {
        lock (_gate)
        {
            _bytesPerSecond = 0;
            _paused?.TrySetResult();
            _paused = null;
        }
    }

    /// <summary>Waits as long as reading is paused, and as long as the bytes just read should have taken.</summary>
    public async ValueTask WaitAsync(long bytesRead, CancellationToken cancellationToken)
    {
        Task? paused;
        int bytesPerSecond;
        lock (_gate)
        {
            paused = _paused?.Task;
            bytesPerSecond = _bytesPerSecond;
        }
        if (bytesPerSecond > 0 && bytesRead > 0)
            await Task.Delay(TimeSpan.FromSeconds((double)bytesRead / bytesPerSecond), timeProvider, cancellationToken).ConfigureAwait(false);
        if (paused is not null)
            await paused.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
