using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class SendGateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();
    private readonly SendGate _gate = new();

    [Test]
    public void An_open_gate_lets_everybody_in() => Assert.That((_gate.TryEnter(), _gate.TryEnter()), Is.EqualTo((true, true)));

    [Test]
    public void A_closed_gate_lets_nobody_in_and_tells_how_many_are_inside()
    {
        _gate.TryEnter();
        _gate.TryEnter();

        Assert.That((_gate.Close(), _gate.TryEnter()), Is.EqualTo((2, false)));
    }

    [Test]
    public void A_gate_can_be_opened_again()
    {
        _gate.Close();
        _gate.Open();

        Assert.That(_gate.TryEnter());
    }

    [Test]
    public async Task Draining_an_empty_gate_takes_no_time() => Assert.That(await _gate.DrainAsync(Limit, _time, default).Soon(), Is.Zero);

    [Test]
    public async Task Draining_waits_for_the_last_one_to_leave()
    {
        _gate.TryEnter();
        _gate.TryEnter();
        _gate.Close();
        var draining = _gate.DrainAsync(Limit, _time, default);

        _gate.Leave();
        Assert.That(draining.IsCompleted, Is.False);
        _gate.Leave();

        Assert.That(await draining.Soon(), Is.Zero);
    }

    [Test]
    public async Task Draining_ends_at_its_limit_and_tells_who_is_left()
    {
        _gate.TryEnter();
        _gate.TryEnter();
        _gate.TryEnter();
        _gate.Close();
        var draining = _gate.DrainAsync(Limit, _time, default);

        _gate.Leave();
        _time.Advance(Limit);

        Assert.That(await draining.Soon(), Is.EqualTo(2));
    }

    [Test]
    public async Task Draining_can_be_given_up()
    {
        using var cancellation = new CancellationTokenSource();
        _gate.TryEnter();
        var draining = _gate.DrainAsync(Limit, _time, cancellation.Token);

        await cancellation.CancelAsync();

        await draining.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Two_can_drain_at_once()
    {
        _gate.TryEnter();
        var (one, other) = (_gate.DrainAsync(Limit, _time, default), _gate.DrainAsync(Limit, _time, default));

        _gate.Leave();

        Assert.That(await Task.WhenAll(one, other).Soon(), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public async Task Draining_works_again_after_the_gate_was_reopened()
    {
        _gate.TryEnter();
        _gate.Close();
        var first = _gate.DrainAsync(Limit, _time, default);
        _gate.Leave();
        await first.Soon();
        _gate.Open();

        _gate.TryEnter();
        _gate.Close();
        var second = _gate.DrainAsync(Limit, _time, default);

        Assert.That(second.IsCompleted, Is.False);
        _gate.Leave();
        Assert.That(await second.Soon(), Is.Zero);
    }
}
