using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class BreakTests
{
    [Test]
    public async Task When_the_peer_closes_every_pending_call_fails_with_the_same_cause()
    {
        await using var scene = new SessionScene();
        var calls = new[] { scene.CallAsync("a"), scene.CallAsync("b"), scene.CallAsync("c") };
        await scene.Peer.ExpectAsync("a");

        await scene.Peer.CloseAsync();

        var failures = await Task.WhenAll(calls.Select(call => call.FailureAsync<DapCallException>()));
        await scene.Session.DisposeAsync().Soon();
        Assert.Multiple(() =>
        {
            Assert.That(failures.Select(failure => failure.Failure), Is.All.EqualTo(DapCallFailure.ConnectionLost));
            Assert.That(failures.Select(failure => failure.LossReason), Is.All.EqualTo(ConnectionLossReason.ClosedByPeer));
            Assert.That(failures.Select(failure => failure.WasSent), Is.All.True);
            Assert.That(failures.Select(failure => failure.Message).Distinct().Count(), Is.EqualTo(1));
            Assert.That(scene.Breaks, Is.EqualTo(1));
            Assert.That(scene.Session.IsAlive, Is.False);
        });
    }

    [Test]
    public async Task Calls_after_the_end_fail_unsent_with_the_cause_of_the_end()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("a");
        await scene.Peer.CloseAsync();
        await call.FailureAsync<DapCallException>();

        var failure = await scene.CallAsync("late").FailureAsync<DapCallException>();

        Assert.That(
            (failure.Failure, failure.LossReason, failure.WasSent),
            Is.EqualTo((DapCallFailure.ConnectionLost, ConnectionLossReason.ClosedByPeer, false)));
        Assert.That(scene.Session.PendingCount, Is.Zero);
    }

    [Test]
    public async Task Of_several_reasons_the_first_counts()
    {
        await using var scene = new SessionScene();
        scene.Session.Break(new DapBreak(ConnectionLossReason.HeartbeatTimeout, "First."));
        scene.Session.Break(new DapBreak(ConnectionLossReason.TransportFailed, "Second."));

        var failure = await scene.CallAsync("a").FailureAsync<DapCallException>();

        Assert.That((failure.LossReason, failure.Message), Is.EqualTo((ConnectionLossReason.HeartbeatTimeout, "First.")));
        Assert.That(scene.Breaks, Is.EqualTo(1));
        Assert.That(scene.Log.Ids, Is.EqualTo(new[] { RunControlEventIds.ConnectionBroken }));
    }

    [Test]
    public async Task A_send_that_fails_ends_the_session_for_all()
    {
        await using var scene = new SessionScene();
        scene.Channel.Shut();
        var sending = scene.CallAsync("sending");
        await scene.Channel.WhenSendBegunAsync();
        var queued = scene.CallAsync("queued");

        scene.Channel.SendFailure = new IOException("The cable is cut.");
        scene.Channel.Release();

        var (first, second) = (await sending.FailureAsync<DapCallException>(), await queued.FailureAsync<DapCallException>());
        Assert.Multiple(() =>
        {
            Assert.That((first.LossReason, first.WasSent), Is.EqualTo((ConnectionLossReason.TransportFailed, true)));
            Assert.That((second.LossReason, second.WasSent), Is.EqualTo((ConnectionLossReason.TransportFailed, false)));
            Assert.That(first.InnerException, Is.SameAs(scene.Channel.SendFailure).And.SameAs(second.InnerException));
            Assert.That(scene.Channel.Sent, Is.Empty);
        });
    }

    [Test]
    public async Task A_message_over_the_limit_ends_the_session_as_a_violation()
    {
        await using var scene = new SessionScene(maxMessageBytes: 4096);
        var call = scene.CallAsync("c");

        await scene.Peer.SendAsync(new byte[4097], isBinary: true);

        var failure = await call.FailureAsync<DapCallException>();
        Assert.That(failure.LossReason, Is.EqualTo(ConnectionLossReason.ProtocolViolation));
        Assert.That(failure.Message, Does.Contain("4,096"));
    }

    [Test]
    public async Task A_message_of_exactly_the_limit_is_taken()
    {
        await using var scene = new SessionScene(maxMessageBytes: 4096);

        await scene.Peer.SendAsync(new byte[4096], isBinary: true);
        await scene.RoundTripAsync();

        Assert.That(scene.Session.IsAlive);
    }

    [Test]
    public async Task What_came_before_the_end_is_still_delivered()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("c");
        var request = await scene.Peer.ExpectAsync("c");

        await scene.Peer.EventAsync("last words");
        await scene.Peer.AnswerAsync(request);
        await scene.Peer.CloseAsync();

        Assert.That((await call.Soon()).Success);
        Assert.That(scene.Events.Select(dapEvent => dapEvent.Name), Is.EqualTo(new[] { "last words" }));
    }

    [TestCase(null, null, "without a close code")]
    [TestCase(1012, null, "with close code 1012")]
    [TestCase(1011, "", "with close code 1011")]
    [TestCase(1011, "keepalive ping timeout", "with close code 1011 (keepalive ping timeout)")]
    public void A_closure_says_how_it_came(int? code, string? reason, string text) =>
        Assert.That(new ChannelClosure(code, reason).ToString(), Is.EqualTo(text));
}
