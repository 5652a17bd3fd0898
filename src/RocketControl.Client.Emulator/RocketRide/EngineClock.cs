namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>The engine's view of time: Unix seconds, delays that zero skips, and ticks.</summary>
internal sealed class EngineClock(TimeProvider time)
{
    public TimeProvider Provider { get; } = time;

    public double UnixNow => (Provider.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        duration > TimeSpan.Zero ? Task.Delay(duration, Provider, cancellationToken) : Task.CompletedTask;

    /// <summary>Calls back after each period until the timer is disposed; never for a period of zero.</summary>
    public ITimer Every(TimeSpan period, Action tick)
    {
        TimeSpan due = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
        return Provider.CreateTimer(static state => ((Action)state!)(), tick, due, due);
    }
}
