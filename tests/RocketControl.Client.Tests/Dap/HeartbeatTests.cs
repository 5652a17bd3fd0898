using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class HeartbeatTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Test]
    public async Task A_silent_peer_is_asked_for_a_sign_of_life_after_the_interval()
    {
        await using var scene = Start();

        await scene.Time.PassAsync(Interval);

        await scene.Peer.AnswerNextAsync("probe");
    }

    [Test]
    public async Task An_answered_probe_keeps_the_session_for_the_next_interval()
    {
        await using var scene = Start();

        for (var i = 0; i < 10; i++)
        {
            await scene.Time.PassAsync(Interval);
            await scene.Peer.AnswerNextAsync("probe");
            await scene.RoundTripAsync();
        }

        Assert.That(scene.Session.IsAlive);
    }

    [Test]
    public async Task A_probe_that_stays_without_answer_ends_the_session()
    {
        await using var scene = Start();
        await scene.Time.PassAsync(Interval);
        await scene.Peer.ExpectAsync("probe");
        var call = scene.Session.CallAsync(new DapRequest("c"), TimeSpan.FromHours(1), CancellationToken.None).AsTask();

        await scene.Time.PassAsync(Timeout);

        var failure = await call.FailureAsync<DapCallException>();
        Assert.That(failure.LossReason, Is.EqualTo(ConnectionLossReason.HeartbeatTimeout));
        Assert.That(failure.Message, Does.Contain("60 seconds"));
    }

    [Test]
    public async Task Traffic_postpones_the_probe()
    {
        await using var scene = Start();

        scene.Time.Advance(TimeSpan.FromSeconds(10));
        await scene.Peer.EventAsync("news");
        await scene.RoundTripAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(5));
        await scene.Time.PassAsync(Interval);

        // Only a probe that leaves now has all of its time before it.
        await scene.Time.WhenArmedAsync(Timeout);
        await scene.Peer.AnswerNextAsync("probe");
    }

    [Test]
    public async Task A_refused_probe_is_a_sign_of_life()
    {
        await using var scene = Start();
        await scene.Time.PassAsync(Interval);

        await scene.Peer.RefuseNextAsync("probe", "no idea");
        await scene.RoundTripAsync();
        await scene.Time.PassAsync(Interval);

        await scene.Peer.AnswerNextAsync("probe");
    }

    [Test]
    public async Task A_garbled_answer_is_a_sign_of_life()
    {
        await using var scene = Start();
        await scene.Time.PassAsync(Interval);

        var probe = await scene.Peer.ExpectAsync("probe");
        await scene.Peer.SendAsync($$"""{"type":"response","request_seq":{{probe.Seq}}}""");
        await scene.RoundTripAsync();
        await scene.Time.PassAsync(Interval);

        await scene.Peer.AnswerNextAsync("probe");
    }

    [Test]
    public async Task Events_are_a_sign_of_life_even_when_the_probe_is_not_answered()
    {
        await using var scene = Start();
        await scene.Time.PassAsync(Interval);
        await scene.Peer.ExpectAsync("probe");

        scene.Time.Advance(TimeSpan.FromSeconds(50));
        await scene.Peer.EventAsync("news");
        await scene.RoundTripAsync();
        await scene.Time.PassAsync(Timeout - TimeSpan.FromSeconds(50));
        await scene.RoundTripAsync();

        Assert.That(scene.Session.IsAlive);
    }

    [Test]
    public async Task A_peer_that_takes_everything_and_says_nothing_is_noticed_although_callers_go_on_asking()
    {
        await using var scene = Start();
        var calls = new List<Task>();

        for (var second = 0; second < 90; second += 5)
        {
            calls.Add(scene.CallAsync("poll"));
            if (second == 15)
                await scene.Time.WhenArmedAsync(Timeout);
            scene.Time.Advance(TimeSpan.FromSeconds(5));
        }

        await scene.Log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);
        Assert.That((await calls[^1].FailureAsync<DapCallException>()).LossReason, Is.EqualTo(ConnectionLossReason.HeartbeatTimeout));
    }

    [Test]
    public async Task A_long_upload_that_moves_on_is_not_disturbed()
    {
        await using var scene = Start();
        scene.Channel.Shut();
        var upload = scene.Session.CallAsync(new DapRequest("upload"), TimeSpan.FromHours(1), CancellationToken.None).AsTask();

        for (var i = 0; i < 20; i++)
        {
            scene.Channel.LastSent = scene.Time.GetTimestamp();
            await scene.Time.PassAsync(Interval);
        }
        scene.Channel.Release();
        await scene.Peer.AnswerNextAsync("upload");

        Assert.That((await upload.Soon()).Success);
    }

    [Test]
    public async Task An_upload_that_does_not_move_any_more_ends_the_session()
    {
        await using var scene = Start();
        scene.Channel.Shut();
        var upload = scene.Session.CallAsync(new DapRequest("upload"), TimeSpan.FromHours(1), CancellationToken.None).AsTask();

        for (var i = 0; i < 4; i++)
            await scene.Time.PassAsync(Interval);

        var failure = await upload.FailureAsync<DapCallException>();
        Assert.That((failure.LossReason, failure.WasSent), Is.EqualTo((ConnectionLossReason.HeartbeatTimeout, true)));
        Assert.That(failure.Message, Does.Contain("taken nothing"));
    }

    [Test]
    public async Task A_probe_that_the_network_does_not_take_ends_the_session()
    {
        await using var scene = Start();
        scene.Time.Advance(TimeSpan.FromSeconds(14));
        scene.Channel.Shut();
        await scene.Time.PassAsync(TimeSpan.FromSeconds(1));
        await scene.Channel.WhenSendBegunAsync();

        await scene.Time.PassAsync(Timeout);

        await scene.Log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);
    }

    [Test]
    public async Task No_probe_is_sent_after_the_end()
    {
        await using var scene = Start();
        await scene.Peer.CloseAsync();
        await scene.Log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);

        await scene.Session.DisposeAsync().Soon();
        scene.Time.Advance(Interval * 3);

        Assert.That(scene.Channel.Sent, Is.Empty);
        Assert.That(scene.Time.Armed, Is.Empty);
    }

    [Test]
    public async Task An_unanswered_probe_does_not_hold_up_the_disposal()
    {
        await using var scene = Start();
        await scene.Time.PassAsync(Interval);
        await scene.Peer.ExpectAsync("probe");

        var disposing = scene.Session.DisposeAsync().AsTask();
        await scene.Peer.CloseAsync();

        await disposing.Soon();
    }

    private static SessionScene Start()
    {
        var scene = new SessionScene();
        scene.Session.StartHeartbeat();
        return scene;
    }
}
