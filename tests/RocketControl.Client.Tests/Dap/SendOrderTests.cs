using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class SendOrderTests
{
    [Test]
    public async Task Frames_leave_in_the_order_of_the_calls()
    {
        await using var scene = new SessionScene();
        scene.Channel.Shut();
        var calls = Enumerable.Range(0, 50).Select(number => scene.CallAsync($"c{number}")).ToList();

        scene.Channel.Release();

        for (var number = 0; number < calls.Count; number++)
            await scene.Peer.AnswerNextAsync($"c{number}");
        await Task.WhenAll(calls).Soon();
    }

    [Test]
    public async Task Two_frames_are_never_under_way_at_once()
    {
        await using var scene = new SessionScene();
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
                await scene.Session.CallAsync(new DapRequest("c", null, new byte[2000]), SessionScene.Deadline, CancellationToken.None);
        })).ToList();

        for (var i = 0; i < 8 * 25; i++)
            await scene.Peer.AnswerNextAsync("c");
        await Task.WhenAll(callers).Soon();

        Assert.That(scene.Channel.MostSendsAtOnce, Is.EqualTo(1));
        Assert.That(scene.Channel.Sent, Has.All.Length.GreaterThan(2000));
    }

    [Test]
    public async Task Numbers_count_up_from_one()
    {
        await using var scene = new SessionScene();
        var calls = new[] { scene.CallAsync("a"), scene.CallAsync("b"), scene.CallAsync("c") };

        var seqs = new List<long>();
        foreach (var _ in calls)
        {
            var request = await scene.Peer.NextAsync();
            seqs.Add(request.Seq);
            await scene.Peer.AnswerAsync(request);
        }

        await Task.WhenAll(calls).Soon();
        Assert.That(seqs, Is.EqualTo(new[] { 1, 2, 3 }));
    }
}
