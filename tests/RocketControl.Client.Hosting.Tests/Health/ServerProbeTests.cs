using Microsoft.Extensions.Diagnostics.HealthChecks;
using RocketControl.Client.Hosting.Health;

namespace RocketControl.Client.Hosting.Tests.Health;

[TestFixture]
internal sealed class ServerProbeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _time = new();
    private int _asked;

    [Test]
    public async Task Those_who_ask_at_the_same_time_wait_for_the_same_answer()
    {
        var answer = new TaskCompletionSource<ServerAnswer>();
        await using var probe = Probe(_ => answer.Task);

        var first = probe.AskAsync(default);
        var second = probe.AskAsync(default);
        answer.SetResult(new ServerAnswer(HealthStatus.Healthy, "there"));

        Assert.That(await first.Soon(), Is.SameAs(await second.Soon()));
        Assert.That(_asked, Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_comes_in_time_even_when_the_server_gives_none_and_the_question_goes_on()
    {
        var never = new TaskCompletionSource<ServerAnswer>();
        await using var probe = Probe(_ => never.Task);
        var asking = probe.AskAsync(default);
        await _time.WhenArmedAsync(Limit, count: 2);

        _time.Advance(Limit);
        var answer = await asking.Soon();
        var next = probe.AskAsync(default);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((HealthStatus.Unhealthy, "The server gave no answer within 2 s.")));
        Assert.That(_asked, Is.EqualTo(1));
        never.SetResult(answer);
        await next.Soon();
    }

    [Test]
    public async Task One_who_leaves_does_not_end_it_for_the_others()
    {
        var answer = new TaskCompletionSource<ServerAnswer>();
        await using var probe = Probe(_ => answer.Task);
        using var leaving = new CancellationTokenSource();
        var first = probe.AskAsync(leaving.Token);
        var second = probe.AskAsync(default);

        await leaving.CancelAsync();
        answer.SetResult(new ServerAnswer(HealthStatus.Healthy, "there"));

        Assert.That(async () => await first.Soon(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await second.Soon()).Text, Is.EqualTo("there"));
    }

    [Test]
    public async Task Whatever_is_thrown_is_an_answer()
    {
        await using var probe = Probe(_ => throw new InvalidOperationException("the vault is closed"));

        var answer = await probe.AskAsync(default).Soon();

        Assert.That((answer.Status, answer.Text), Is.EqualTo((HealthStatus.Unhealthy, "the vault is closed")));
    }

    private ServerProbe Probe(Func<CancellationToken, Task<ServerAnswer>> ask) => new(
        token =>
        {
            Interlocked.Increment(ref _asked);
            return ask(token);
        },
        Limit,
        TimeSpan.FromSeconds(5),
        _time);
}
