namespace RocketControl.Client.Emulator.Tests.Time;

/// <summary>A clock that only moves when told to. Timers fire on the caller of <see cref="AdvanceTo"/>, outside the lock, in the order of their due times.</summary>
internal sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly object _gate = new();
    private readonly SortedSet<ManualTimer> _waiting = new(ManualTimer.ByDueTime);
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Signal)> _awaited = [];
    private DateTimeOffset _now = start;
    private long _created;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 11, 20, 17, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer fires, null when none is waiting.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return _waiting.Min?.Due;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, Interlocked.Increment(ref _created), callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes as soon as a timer waits that comes due exactly this long from now.</summary>
    public Task WhenTimerWaitsAsync(TimeSpan dueIn)
    {
        lock (_gate)
        {
            DateTimeOffset due = _now + dueIn;
            if (_waiting.Any(timer => timer.Due == due))
                return Task.CompletedTask;
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((due, signal));
            return signal.Task.WaitAsync(TestClient.RawClient.Deadline);
        }
    }

    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    /// <summary>Moves the clock on, stopping at every timer that comes due on the way. Never moves it back.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        while (FireNext(target))
        {
        }

        lock (_gate)
            _now = target > _now ? target : _now;
    }

    /// <summary>
    /// Moves the clock on to the next timer that comes due by then, and fires that one only. Delays that end at the same time go on in the order of
    /// their beginning only if each gets the time to do so.
    /// </summary>
    /// <returns>False when no timer comes due by then.</returns>
    public bool FireNext(DateTimeOffset latest)
    {
        if (TakeDue(latest) is not { } timer)
            return false;

        timer.Fire();
        return true;
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _waiting.Remove(timer);
            timer.Period = period;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;

            timer.Due = _now + dueTime;
            _waiting.Add(timer);
            foreach ((_, TaskCompletionSource signal) in _awaited.Where(awaited => awaited.Due == timer.Due))
                signal.TrySetResult();
        }
    }

    internal void Cancel(ManualTimer timer)
    {
        lock (_gate)
            _waiting.Remove(timer);
    }

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            if (_waiting.Min is not { } timer || timer.Due > target)
                return null;

            _waiting.Remove(timer);
            _now = timer.Due > _now ? timer.Due : _now;
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due += timer.Period;
                _waiting.Add(timer);
            }

            return timer;
        }
    }
}
