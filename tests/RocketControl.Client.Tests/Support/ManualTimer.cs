namespace RocketControl.Client.Tests.Support;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>, which guards its fields.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, long number, TimerCallback callback, object? state) : ITimer
{
    public static IComparer<ManualTimer> ByDueTime { get; } =
        Comparer<ManualTimer>.Create((left, right) => (left.Due, left.Number).CompareTo((right.Due, right.Number)));

    /// <summary>Orders timers that come due together.</summary>
    public long Number { get; } = number;

    public DateTimeOffset Due { get; set; }

    public TimeSpan Period { get; set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Dispose() => clock.Cancel(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
