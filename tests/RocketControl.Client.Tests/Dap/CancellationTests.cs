using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class CancellationTests
{
    [Test]
    public async Task A_token_cancelled_before_the_call_sends_nothing()
    {
        await using var scene = new SessionScene();

        await scene.CallAsync("never", new CancellationToken(canceled: true)).FailureAsync<OperationCanceledException>();
        await scene.RoundTripAsync();

        Assert.That(scene.Channel.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_token_cancelled_during_the_call_ends_the_waiting_under_that_token()
    {
        await using var scene = new SessionScene();
        using var cancellation = new CancellationTokenSource();
        var call = scene.CallAsync("c", cancellation.Token);
        await scene.Peer.ExpectAsync("c");

        await cancellation.CancelAsync();

        Assert.That((await call.FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(scene.Session.PendingCount, Is.Zero);
    }

    [Test]
    public async Task A_token_cancelled_after_the_call_changes_nothing()
    {
        await using var scene = new SessionScene();
        using var cancellation = new CancellationTokenSource();
        var call = scene.CallAsync("c", cancellation.Token);
        await scene.Peer.AnswerNextAsync("c");
        await call.Soon();

        await cancellation.CancelAsync();
        await scene.RoundTripAsync();

        Assert.That(scene.Log.Ids, Is.Empty);
    }

    [Test]
    public async Task A_reply_after_the_cancellation_is_reported()
    {
        await using var scene = new SessionScene();
        using var cancellation = new CancellationTokenSource();
        var call = scene.CallAsync("execute", cancellation.Token);
        var request = await scene.Peer.ExpectAsync("execute");
        await cancellation.CancelAsync();
        await call.FailureAsync<OperationCanceledException>();

        await scene.Peer.AnswerAsync(request);
        await scene.RoundTripAsync();

        Assert.That(scene.LateReplies.Single().Command, Is.EqualTo("execute"));
    }

    [Test]
    public async Task A_call_cancelled_while_it_waits_for_the_channel_is_never_sent()
    {
        await using var scene = new SessionScene();
        using var cancellation = new CancellationTokenSource();
        scene.Channel.Shut();
        var first = scene.CallAsync("first");
        await scene.Channel.WhenSendBegunAsync();
        var withdrawn = scene.CallAsync("withdrawn", cancellation.Token);
        var last = scene.CallAsync("last");

        await cancellation.CancelAsync();
        await withdrawn.FailureAsync<OperationCanceledException>();
        scene.Channel.Release();

        await scene.Peer.AnswerNextAsync("first");
        await scene.Peer.AnswerNextAsync("last");
        await Task.WhenAll(first, last).Soon();
    }

    [Test]
    public async Task A_blocked_send_does_not_hold_its_own_caller()
    {
        await using var scene = new SessionScene();
        using var cancellation = new CancellationTokenSource();
        scene.Channel.Shut();
        var call = scene.CallAsync("c", cancellation.Token);
        await scene.Channel.WhenSendBegunAsync();

        await cancellation.CancelAsync();

        await call.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_frame_whose_caller_gave_up_during_the_send_leaves_whole()
    {
        await using var scene = new SessionScene();
        using var cancellation = new CancellationTokenSource();
        scene.Channel.Shut();
        var call = scene.Session.CallAsync(new DapRequest("big", null, new byte[100_000]), SessionScene.Deadline, cancellation.Token).AsTask();
        await scene.Channel.WhenSendBegunAsync();
        await cancellation.CancelAsync();
        await call.FailureAsync<OperationCanceledException>();

        var other = scene.Session.CallAsync(new DapRequest("other", null, new byte[90_000]), SessionScene.Deadline, CancellationToken.None).AsTask();
        scene.Channel.Release();

        var big = await scene.Peer.ExpectAsync("big");
        await scene.Peer.AnswerNextAsync("other");
        await other.Soon();
        Assert.That(big.Payload, Has.Length.EqualTo(100_000));
    }
}
