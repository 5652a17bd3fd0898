using RocketControl.Client.Resilience;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Resilience;

[TestFixture]
internal sealed class ReconnectPolicyTests
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider _time = new();
    private readonly List<int> _failures = [];
    private int _pauses;

    [Test]
    public async Task The_first_attempt_is_made_at_once()
    {
        Assert.That(await Policy().ExecuteAsync(_ => ValueTask.FromResult(7), _ => _pauses++, default).Soon(), Is.EqualTo(7));

        Assert.That((_failures.Count, _pauses), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Attempts_go_on_until_one_succeeds()
    {
        var connecting = Policy().ExecuteAsync(_ => _failures.Count < 20 ? Fail(503) : ValueTask.FromResult(7), _ => _pauses++, default);
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
            pauses.Add(await _time.PassShortAsync(LongestPause));

        Assert.That(await connecting.Soon(), Is.EqualTo(7));
        Assert.That(_failures, Is.EqualTo(Enumerable.Range(1, 20)));
        Assert.That(_pauses, Is.EqualTo(20));
        Assert.That(pauses[^1], Is.EqualTo(LongestPause), "they grow up to the limit");
    }

    [Test]
    public async Task Attempts_end_when_their_time_is_over()
    {
        var connecting = Policy(limit: TimeSpan.FromMinutes(1)).ExecuteAsync(_ => Fail(503), _ => _pauses++, default);
        while (!connecting.IsCompleted && _time.Armed.Count > 0)
        {
            await _time.PassShortAsync(LongestPause);
            await Task.WhenAny(connecting, _time.WhenArmedAsync(_ => true)).Soon();
        }

        await connecting.FailureAsync<RunConnectionFailedException>();
        Assert.That(_failures, Has.Count.GreaterThan(3));
    }

    [Test]
    public async Task What_will_not_pass_ends_them_at_once()
    {
        await Policy().ExecuteAsync(_ => Fail(404), _ => _pauses++, default).FailureAsync<RunConnectionFailedException>();

        Assert.That(_pauses, Is.Zero);
    }

    [Test]
    public async Task Cancelling_ends_the_pause()
    {
        using var cancellation = new CancellationTokenSource();
        var connecting = Policy().ExecuteAsync(_ => Fail(503), _ => _pauses++, cancellation.Token);
        await _time.WhenArmedAsync(_ => true);

        await cancellation.CancelAsync();

        await connecting.FailureAsync<OperationCanceledException>();
    }

    private ReconnectPolicy Policy(TimeSpan? limit = null) => new(
        TimeSpan.FromMilliseconds(250), LongestPause, limit ?? TimeSpan.FromHours(1), _time, (_, attempt) => _failures.Add(attempt));

    private static ValueTask<int> Fail(int status) => ValueTask.FromException<int>(new RunConnectionFailedException(
        "m", new RunErrorContext(RunBackend.RocketRide, RunOperation.Connect) { HttpStatus = (System.Net.HttpStatusCode)status }));
}
