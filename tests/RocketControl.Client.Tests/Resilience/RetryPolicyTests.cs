using RocketControl.Client.Resilience;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Resilience;

[TestFixture]
internal sealed class RetryPolicyTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();
    private readonly List<int> _repetitions = [];
    private int _attempts;

    [Test]
    public async Task A_success_is_not_repeated()
    {
        Assert.That(await Policy(3).ExecuteAsync(repeatable: true, _ => ValueTask.FromResult(7), default).Soon(), Is.EqualTo(7));

        Assert.That(_repetitions, Is.Empty);
    }

    [TestCase(true, false, true)]
    [TestCase(true, true, true)]
    [TestCase(false, false, true)]
    [TestCase(false, true, false)]
    public async Task What_may_have_been_carried_out_is_repeated_only_if_that_does_no_harm(bool repeatable, bool outcomeUnknown, bool isRepeated)
    {
        var call = Policy(1).ExecuteAsync(repeatable, _ => Fail(Lost(outcomeUnknown)), default).AsTask();
        if (isRepeated)
            await _time.PassShortAsync(Longest);

        await call.FailureAsync<RunConnectionLostException>();
        Assert.That(_attempts, Is.EqualTo(isRepeated ? 2 : 1));
    }

    [Test]
    public async Task A_failure_that_will_not_pass_is_not_repeated()
    {
        var cause = new RunNotFoundException("m", new RunErrorContext(RunBackend.RocketRide, RunOperation.GetStatus));

        await Policy(3).ExecuteAsync(repeatable: true, _ => Fail(cause), default).AsTask().FailureAsync<RunNotFoundException>();

        Assert.That(_attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task A_failure_of_another_family_is_not_repeated()
    {
        await Policy(3).ExecuteAsync(repeatable: true, _ => Fail(new InvalidOperationException()), default).AsTask().FailureAsync<InvalidOperationException>();

        Assert.That(_attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task Repetitions_are_counted_from_one_and_end()
    {
        var call = Policy(4).ExecuteAsync(repeatable: true, _ => Fail(Lost(true)), default).AsTask();
        for (var i = 0; i < 4; i++)
            await _time.PassShortAsync(Longest);

        await call.FailureAsync<RunConnectionLostException>();
        Assert.That(_repetitions, Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [Test]
    public async Task No_repetition_at_all_is_possible()
    {
        await Policy(0).ExecuteAsync(repeatable: true, _ => Fail(Lost(false)), default).AsTask().FailureAsync<RunConnectionLostException>();

        Assert.That(_attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task No_pause_is_longer_than_half_a_minute()
    {
        var call = Policy(8, TimeSpan.FromHours(1)).ExecuteAsync(repeatable: true, _ => Fail(Lost(true)), default).AsTask();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
            pauses.Add(await _time.PassShortAsync(TimeSpan.MaxValue));

        await call.FailureAsync<RunConnectionLostException>();
        Assert.That(pauses, Is.All.LessThanOrEqualTo(Longest));
    }

    [Test]
    public async Task Cancelling_ends_the_pause()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Policy(3).ExecuteAsync(repeatable: true, _ => Fail(Lost(true)), cancellation.Token).AsTask();
        await _time.WhenArmedAsync(_ => true);

        await cancellation.CancelAsync();

        await call.FailureAsync<OperationCanceledException>();
        Assert.That(_attempts, Is.EqualTo(1));
    }

    private RetryPolicy Policy(int maxRetries, TimeSpan? delay = null) => new(
        maxRetries,
        delay ?? TimeSpan.FromSeconds(0.5),
        _time,
        exception => exception is RunConnectionLostException,
        (_, repetition) => _repetitions.Add(repetition));

    private ValueTask<int> Fail(Exception exception)
    {
        _attempts++;
        return ValueTask.FromException<int>(exception);
    }

    private static RunConnectionLostException Lost(bool outcomeUnknown) =>
        new("m", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send) { OutcomeUnknown = outcomeUnknown });
}
