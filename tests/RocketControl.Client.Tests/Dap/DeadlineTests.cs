using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class DeadlineTests
{
    [Test]
    public async Task A_call_that_is_not_answered_ends_at_its_deadline()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("slow");

        scene.Time.Advance(SessionScene.Deadline - TimeSpan.FromTicks(1));
        Assert.That(call.IsCompleted, Is.False);
        scene.Time.Advance(TimeSpan.FromTicks(1));

        var failure = await call.FailureAsync<DapCallException>();
        Assert.That((failure.Failure, failure.WasSent), Is.EqualTo((DapCallFailure.DeadlinePassed, true)));
        Assert.That(scene.Session.PendingCount, Is.Zero);
    }

    [Test]
    public async Task A_call_that_never_got_onto_the_channel_was_surely_not_sent()
    {
        await using var scene = new SessionScene();
        scene.Channel.Shut();
        var blocking = scene.CallAsync("blocking");
        await scene.Channel.WhenSendBegunAsync();
        var queued = scene.CallAsync("queued");

        scene.Time.Advance(SessionScene.Deadline);

        Assert.Multiple(async () =>
        {
            Assert.That((await blocking.FailureAsync<DapCallException>()).WasSent, Is.True);
            Assert.That((await queued.FailureAsync<DapCallException>()).WasSent, Is.False);
        });
    }

    [Test]
    public async Task Unreadable_frames_that_came_instead_of_the_reply_are_mentioned()
    {
        await using var scene = new SessionScene();
        await scene.Peer.SendAsync("before");
        await scene.RoundTripAsync();
        var call = scene.CallAsync("c");

        await scene.Peer.ExpectAsync("c");
        await scene.Peer.SendAsync("garbage");
        await scene.Peer.SendAsync("more garbage");
        await scene.RoundTripAsync();
        scene.Time.Advance(SessionScene.Deadline);

        Assert.That((await call.FailureAsync<DapCallException>()).Message, Does.Contain("2 unreadable"));
    }

    [Test]
    public async Task A_deadline_leaves_the_session_and_the_other_calls_alone()
    {
        await using var scene = new SessionScene();
        var slow = scene.CallAsync("slow");
        var patient = scene.Session.CallAsync(new DapRequest("patient"), SessionScene.Deadline * 2, CancellationToken.None).AsTask();

        scene.Time.Advance(SessionScene.Deadline);
        await slow.FailureAsync<DapCallException>();
        await scene.Peer.ExpectAsync("slow");
        await scene.Peer.AnswerNextAsync("patient");

        Assert.That((await patient.Soon()).Success);
    }

    [Test]
    public async Task A_reply_after_the_deadline_is_reported()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("slow");
        var request = await scene.Peer.ExpectAsync("slow");
        scene.Time.Advance(SessionScene.Deadline);
        await call.FailureAsync<DapCallException>();

        await scene.Peer.AnswerAsync(request, "7");
        await scene.RoundTripAsync();

        Assert.That(scene.Log.Ids, Is.EqualTo(new[] { RunControlEventIds.LateReply }));
        Assert.That(scene.LateReplies.Single().Body.ToArray(), Is.EqualTo("7"u8.ToArray()));
    }

    [Test]
    public async Task A_refusal_after_the_deadline_is_only_noted()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("slow");
        var request = await scene.Peer.ExpectAsync("slow");
        scene.Time.Advance(SessionScene.Deadline);
        await call.FailureAsync<DapCallException>();

        await scene.Peer.RefuseAsync(request, "no");
        await scene.RoundTripAsync();

        Assert.That(scene.Log.Ids, Is.EqualTo(new[] { RunControlEventIds.LateReply }));
        Assert.That(scene.LateReplies, Is.Empty);
    }

    [Test]
    public void Only_the_latest_abandoned_calls_are_remembered()
    {
        var abandoned = new AbandonedCalls();
        for (var seq = 1; seq <= 1030; seq++)
            abandoned.Add(new PendingCall(seq, $"c{seq}", isBinary: false, new FrameBuffer(4096), new Resumptions()));

        Assert.Multiple(() =>
        {
            Assert.That(abandoned.TryRemove(6, out _), Is.False);
            Assert.That(abandoned.TryRemove(7, out var command), Is.True);
            Assert.That(command.Command, Is.EqualTo("c7"));
            Assert.That(abandoned.TryRemove(7, out _), Is.False);
            Assert.That(abandoned.TryRemove(1030, out _), Is.True);
        });
    }
}
