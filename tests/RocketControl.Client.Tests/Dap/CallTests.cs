using System.Text;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class CallTests
{
    [Test]
    public async Task A_call_gets_the_reply_to_its_own_number()
    {
        await using var scene = new SessionScene();

        var call = scene.CallAsync("ping");
        await scene.Peer.AnswerNextAsync("ping", """{"pong":true}""");

        var reply = await call.Soon();
        Assert.That((reply.Success, reply.Command, reply.RequestSeq), Is.EqualTo((true, "ping", 1)));
    }

    [Test]
    public async Task Concurrent_calls_get_their_own_replies_in_whatever_order_they_come()
    {
        await using var scene = new SessionScene();
        var calls = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Task.FromResult(scene.CallAsync("c")))));
        var requests = new List<ScriptedRequest>();
        foreach (var _ in calls)
            requests.Add(await scene.Peer.ExpectAsync("c"));

        foreach (var request in Enumerable.Reverse(requests))
            await scene.Peer.AnswerAsync(request, $"{request.Seq}");

        var replies = await Task.WhenAll(calls).Soon();
        Assert.Multiple(() =>
        {
            Assert.That(replies.Select(reply => reply.RequestSeq), Is.Unique);
            Assert.That(
                replies.Select(reply => Encoding.UTF8.GetString(reply.Body.Span)), Is.EqualTo(replies.Select(reply => $"{reply.RequestSeq}")));
            Assert.That(scene.Session.PendingCount, Is.Zero);
        });
    }

    [Test]
    public async Task A_refusal_is_a_reply_like_any_other()
    {
        await using var scene = new SessionScene();

        var call = scene.CallAsync("ping");
        await scene.Peer.RefuseNextAsync("ping", "no");

        var reply = await call.Soon();
        Assert.That((reply.Success, reply.Message, reply.Trace?.Line), Is.EqualTo((false, "no", 264)));
    }

    [Test]
    public async Task A_caller_who_goes_on_working_does_not_hold_up_the_reader()
    {
        await using var scene = new SessionScene();
        using var release = new ManualResetEventSlim();
        var first = scene.CallAsync("first");
        var busy = first.ContinueWith(_ => release.Wait(TimeSpan.FromSeconds(30)), TaskScheduler.Default);

        await scene.Peer.AnswerNextAsync("first");
        await scene.RoundTripAsync();

        release.Set();
        await busy.Soon();
    }

    [Test]
    public async Task A_reply_to_nothing_is_ignored()
    {
        await using var scene = new SessionScene();

        await scene.Peer.SendAsync("""{"type":"response","request_seq":99,"success":true}""");
        await scene.RoundTripAsync();

        Assert.That(scene.Log.Ids, Is.EqualTo(new[] { RunControlEventIds.UnknownReply }));
    }

    [Test]
    public async Task The_second_reply_to_a_request_is_ignored()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("c");
        var request = await scene.Peer.ExpectAsync("c");

        await scene.Peer.AnswerAsync(request, "1");
        await scene.Peer.AnswerAsync(request, "2");
        await scene.RoundTripAsync();

        Assert.That((await call.Soon()).Body.ToArray(), Is.EqualTo("1"u8.ToArray()));
        Assert.That(scene.Log.Ids, Is.EqualTo(new[] { RunControlEventIds.UnknownReply }));
    }

    [Test]
    public async Task Events_come_in_wire_order_and_are_numbered_together_with_the_replies()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("c");
        var request = await scene.Peer.ExpectAsync("c");

        await scene.Peer.EventAsync("one", "1");
        await scene.Peer.EventAsync("two");
        await scene.Peer.AnswerAsync(request);
        await scene.Peer.EventAsync("three");
        await scene.RoundTripAsync();

        Assert.That(
            scene.Events.Select(dapEvent => (dapEvent.Name, dapEvent.Arrival)), Is.EqualTo(new[] { ("one", 1L), ("two", 2L), ("three", 4L) }));
        Assert.That((await call.Soon()).Arrival, Is.EqualTo(3));
    }

    [Test]
    public async Task Frames_that_nobody_understands_are_noted_and_passed_over()
    {
        await using var scene = new SessionScene();

        await scene.Peer.SendAsync("garbage");
        await scene.Peer.SendAsync([0xFF, 0x00], isBinary: true);
        await scene.Peer.SendAsync([], isBinary: false);
        await scene.Peer.SendAsync("""{"type":"response","request_seq":12}""");
        await scene.RoundTripAsync();

        Assert.That(scene.Log.Ids, Is.EqualTo(Enumerable.Repeat(RunControlEventIds.DefectiveFrame, 4)));
        Assert.That(scene.Session.IsAlive);
    }

    [Test]
    public async Task A_defective_reply_fails_its_own_call_at_once_and_no_other()
    {
        await using var scene = new SessionScene();
        var unlucky = scene.CallAsync("unlucky");
        var other = scene.CallAsync("other");
        var request = await scene.Peer.ExpectAsync("unlucky");

        await scene.Peer.SendAsync($$$"""{"type":"response","request_seq":{{{request.Seq}}},"success":true,"body":{"x":NaN}}""");
        var failure = await unlucky.FailureAsync<DapCallException>();
        await scene.Peer.AnswerNextAsync("other");

        Assert.That((failure.Failure, failure.WasSent), Is.EqualTo((DapCallFailure.MalformedReply, true)));
        Assert.That((await other.Soon()).Success);
    }

    [Test]
    public async Task A_request_over_the_limit_is_refused_unsent_and_the_session_goes_on()
    {
        await using var scene = new SessionScene(maxMessageBytes: 4096);

        var failure = await scene.Session
            .CallAsync(new DapRequest("big", null, new byte[5000]), SessionScene.Deadline, CancellationToken.None).AsTask().FailureAsync<DapCallException>();
        await scene.RoundTripAsync();

        Assert.That((failure.Failure, failure.WasSent), Is.EqualTo((DapCallFailure.RequestTooLarge, false)));
        Assert.That(scene.Session.PendingCount, Is.Zero);
    }

    [Test]
    public async Task A_request_that_cannot_be_written_fails_as_it_is_and_the_session_goes_on()
    {
        await using var scene = new SessionScene();

        await scene.Session
            .CallAsync(new DapRequest("c", _ => throw new NotSupportedException()), SessionScene.Deadline, CancellationToken.None)
            .AsTask()
            .FailureAsync<NotSupportedException>();

        await scene.RoundTripAsync();
    }

    [Test]
    public async Task A_payload_travels_in_a_binary_frame()
    {
        await using var scene = new SessionScene();

        var call = scene.Session.CallAsync(new DapRequest("write", _ => { }, "a\nb"u8.ToArray()), SessionScene.Deadline, CancellationToken.None).AsTask();
        var request = await scene.Peer.AnswerNextAsync("write");
        await call.Soon();

        Assert.That(request.Payload, Is.EqualTo("a\nb"u8.ToArray()));
    }
}
