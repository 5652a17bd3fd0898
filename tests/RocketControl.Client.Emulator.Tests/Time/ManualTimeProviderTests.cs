namespace RocketControl.Client.Emulator.Tests.Time;

[TestFixture]
internal sealed class ManualTimeProviderTests
{
    private ManualTimeProvider _clock = null!;

    [SetUp]
    public void SetUp() => _clock = new ManualTimeProvider();

    [Test]
    public void Timers_fire_in_the_order_of_their_due_times_at_their_due_times()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using ITimer late = _clock.CreateTimer(_ => fired.Add(("late", _clock.GetUtcNow() - start)), null, Seconds(3), Timeout.InfiniteTimeSpan);
        using ITimer early = _clock.CreateTimer(_ => fired.Add(("early", _clock.GetUtcNow() - start)), null, Seconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(Seconds(5));

        Assert.That(fired, Is.EqualTo(new[] { ("early", Seconds(1)), ("late", Seconds(3)) }));
        Assert.That(_clock.GetUtcNow() - start, Is.EqualTo(Seconds(5)));
    }

    [Test]
    public void A_periodic_timer_fires_once_for_each_period()
    {
        int fired = 0;
        using ITimer timer = _clock.CreateTimer(_ => fired++, null, Seconds(1), Seconds(1));

        _clock.Advance(Seconds(3.5));

        Assert.That(fired, Is.EqualTo(3));
        Assert.That(_clock.NextDue, Is.EqualTo(_clock.GetUtcNow() + Seconds(0.5)));
    }

    [Test]
    public void A_timer_that_a_timer_sets_fires_within_the_same_advance()
    {
        bool second = false;
        ITimer? next = null;
        using ITimer first = _clock.CreateTimer(
            _ => next = _clock.CreateTimer(_ => second = true, null, Seconds(1), Timeout.InfiniteTimeSpan), null, Seconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(Seconds(2));

        next?.Dispose();
        Assert.That(second, Is.True);
    }

    [Test]
    public void Timers_that_come_due_together_can_be_fired_one_by_one()
    {
        var fired = new List<string>();
        using ITimer first = _clock.CreateTimer(_ => fired.Add("first"), null, Seconds(1), Timeout.InfiniteTimeSpan);
        using ITimer second = _clock.CreateTimer(_ => fired.Add("second"), null, Seconds(1), Timeout.InfiniteTimeSpan);
        DateTimeOffset due = _clock.GetUtcNow() + Seconds(1);

        Assert.That(_clock.FireNext(due), Is.True);
        Assert.That(fired, Is.EqualTo(new[] { "first" }));
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(due));

        Assert.That(_clock.FireNext(due), Is.True);
        Assert.That(_clock.FireNext(due + Seconds(9)), Is.False);
        Assert.That(fired, Is.EqualTo(new[] { "first", "second" }));
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(due));
    }

    [Test]
    public void A_disposed_timer_does_not_fire()
    {
        bool fired = false;
        ITimer timer = _clock.CreateTimer(_ => fired = true, null, Seconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        _clock.Advance(Seconds(2));

        Assert.That(fired, Is.False);
        Assert.That(_clock.NextDue, Is.Null);
    }

    [Test]
    public async Task A_delay_ends_when_the_clock_says_so()
    {
        Task delay = Task.Delay(Seconds(10), _clock);

        _clock.Advance(Seconds(9));
        Assert.That(delay.IsCompleted, Is.False);

        _clock.Advance(Seconds(1));
        await delay.WaitAsync(Seconds(10));
        Assert.That(delay.IsCompletedSuccessfully, Is.True);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
