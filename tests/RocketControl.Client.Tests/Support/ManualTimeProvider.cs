namespace RocketControl.Client.Tests.Support;

/// <summary>
/// A clock that only moves when told to. Timers fire on the caller of <see cref="Advance"/>, outside the lock, in the order of their due times. Tests wait for a
/// timer to be armed before they move the clock, so nothing depends on how fast the code under test is.
/// </summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _lock = new();
    private readonly SortedSet<ManualTimer> _armed = new(ManualTimer.ByDueTime);
    private readonly List<(Func<bool> IsReached, TaskCompletionSource Signal)> _waiting = [];
    private DateTimeOffset _now = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);
    private long _created;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>In how much time each armed timer fires, the next first.</summary>
    public IReadOnlyList<TimeSpan> Armed
    {
        get
        {
            lock (_lock)
                return [.. _armed.Select(timer => timer.Due - _now)];
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, Interlocked.Increment(ref _created), callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on, stopping at every timer that comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (TakeDue(target) is { } timer)
            timer.Fire();
        lock (_lock)
            _now = target;
    }

    /// <summary>Waits until so many timers are armed that fire after exactly that time.</summary>
    public Task WhenArmedAsync(TimeSpan dueIn, int count = 1) => WhenArmedAsync(due => due == dueIn, count);

    /// <summary>Waits until so many timers are armed that fit.</summary>
    public Task WhenArmedAsync(Func<TimeSpan, bool> dueIn, int count = 1) =>
        WhenAsync(() => _armed.Count(timer => dueIn(timer.Due - _now)) >= count);

    /// <summary>Waits until no timer fits any more.</summary>
    public Task WhenDisarmedAsync(Func<TimeSpan, bool> dueIn) => WhenAsync(() => !_armed.Any(timer => dueIn(timer.Due - _now)));

    /// <summary>Waits until a timer is armed that fires after exactly that time, and moves the clock to it.</summary>
    public async Task PassAsync(TimeSpan dueIn)
    {
        await WhenArmedAsync(dueIn);
        Advance(dueIn);
    }

    /// <summary>Waits until a timer is armed that fires within that time, and moves the clock to the first such.</summary>
    /// <returns>How far the clock moved.</returns>
    public async Task<TimeSpan> PassShortAsync(TimeSpan atMost)
    {
        await WhenArmedAsync(due => due <= atMost);
        var due = Armed[0];
        Advance(due);
        return due;
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _armed.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _now + dueTime;
                _armed.Add(timer);
            }
            Signal();
        }
    }

    internal void Cancel(ManualTimer timer)
    {
        lock (_lock)
        {
            _armed.Remove(timer);
            Signal();
        }
    }

    private Task WhenAsync(Func<bool> isReached)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (isReached())
                return Task.CompletedTask;
            _waiting.Add((isReached, signal));
        }
        return signal.Task.Soon();
    }

    private void Signal() => _waiting.RemoveAll(waiter => waiter.IsReached() && waiter.Signal.TrySetResult());

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            if (_armed.Min is not { } timer || timer.Due > target)
                return null;
            _armed.Remove(timer);
            _now = timer.Due;
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due += timer.Period;
                _armed.Add(timer);
            }
            Signal();
            return timer;
        }
    }
}
