using System.Text;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class SendingTests
{
    private const string Result = """{"result_types":{"text":"text"},"text":["Hello\n\n"],"name":"a.txt","path":"","objectId":"5b0f"}""";

    /// <summary>After so much time without an answer the run is watched as well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_text_is_opened_written_and_closed_in_that_order()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Grüße\n", new SendOptions { Name = "a.txt", Provider = "webhook" });

        var open = await peer.AnswerNextAsync("rrext_process", """{"pipe_id":7}""");
        var write = await peer.AnswerNextAsync("rrext_process");
        var close = await peer.AnswerNextAsync("rrext_process", Result);

        var result = await send.Soon();
        Assert.Multiple(() =>
        {
            Assert.That(
                open.Arguments!.ToJsonString(),
                Is.EqualTo(
                    $$$"""
                    {"subcommand":"open","object":{"name":"a.txt","size":8},"mimeType":"text/plain","provider":"webhook","token":"{{{SampleRun.Token}}}"}
                    """));
            Assert.That(Encoding.UTF8.GetString(write.Payload!), Is.EqualTo("Grüße\n"));
            Assert.That((write.Text("subcommand"), (int?)write.Arguments!["pipe_id"]), Is.EqualTo(("write", (int?)7)));
            Assert.That((close.Text("subcommand"), (int?)close.Arguments!["pipe_id"]), Is.EqualTo(("close", (int?)7)));
            Assert.That(result.Texts, Is.EqualTo(new[] { "Hello\n\n" }));
        });
    }

    [TestCase(null)]
    [TestCase("{}")]
    [TestCase("""{"pipe_id":null}""")]
    [TestCase("""{"pipe_id":"7"}""")]
    [TestCase("""{"pipe_id":7.5}""")]
    [TestCase("[7]")]
    public async Task An_open_that_gives_no_pipe_is_a_failure_whatever_it_says(string? body)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");

        await peer.AnswerNextAsync("rrext_process", body);

        var exception = await send.FailureAsync<PipeFailedException>();
        Assert.That(exception.Message, Does.Contain(SampleRun.DisplayId).And.Not.Contain(SampleRun.Token));
        await AssertNothingElseWasSentAsync(scene, peer);
    }

    [Test]
    public async Task A_close_that_gives_nothing_is_a_failure_whatever_it_says()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");

        await OpenAndWriteAsync(peer);
        await peer.AnswerNextAsync("rrext_process");

        Assert.That((await send.FailureAsync<PipeFailedException>()).Result, Is.Null);
    }

    [Test]
    public async Task A_result_that_is_no_object_is_a_violation()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");

        await OpenAndWriteAsync(peer);
        await peer.AnswerNextAsync("rrext_process", "[]");

        await send.FailureAsync<RunProtocolException>();
    }

    [Test]
    public async Task An_error_in_the_result_is_a_failure_that_keeps_the_result()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");

        await OpenAndWriteAsync(peer);
        await peer.AnswerNextAsync("rrext_process", """{"name":"a.txt","objectId":"5b0f","error":"No rights for tk_8f14e45fceea"}""");

        var exception = await send.FailureAsync<PipeFailedException>();
        Assert.That((exception.ServerMessage, exception.Result?.ObjectId), Is.EqualTo(("No rights for tk_***", "5b0f")));
        Assert.That(exception.Message, Does.Contain("tk_***"));
    }

    [Test]
    public async Task Nothing_is_closed_after_a_refused_write_lest_half_a_document_be_committed()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        await peer.AnswerNextAsync("rrext_process", """{"pipe_id":0}""");

        await peer.RefuseNextAsync("rrext_process", "The engine broke");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));

        Assert.That((await send.FailureAsync<PipeFailedException>()).ServerMessage, Is.EqualTo("The engine broke"));
        Assert.That(scene.Transport.AbandonedPipes, Is.EqualTo(1));
        await AssertNothingElseWasSentAsync(scene, peer);
    }

    [Test]
    public async Task The_last_words_of_a_run_that_is_over_are_no_failure_of_the_object()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");

        await peer.RefuseNextAsync("rrext_process", "The engine broke");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(6));

        Assert.That((await send.FailureAsync<RunNotRunningException>()).LastStatus?.State, Is.EqualTo(RunState.Stopped));
    }

    [Test]
    public async Task Nothing_is_closed_after_a_cancellation()
    {
        await using var scene = new TransportScene();
        using var cancellation = new CancellationTokenSource();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello", cancellation.Token);
        await peer.AnswerNextAsync("rrext_process", """{"pipe_id":0}""");
        var write = await peer.ExpectAsync("rrext_process");

        await cancellation.CancelAsync();
        var exception = await send.FailureAsync<OperationCanceledException>();
        await peer.AnswerAsync(write);

        Assert.That(exception.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(scene.Transport.AbandonedPipes, Is.EqualTo(1));
        await AssertNothingElseWasSentAsync(scene, peer);
    }

    [Test]
    public async Task Nothing_is_closed_after_the_deadline()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello", new SendOptions { Timeout = TimeSpan.FromMilliseconds(500) });
        await AnswerStepAsync(scene, peer, """{"pipe_id":0}""");
        await peer.ExpectAsync("rrext_process");
        await scene.Time.WhenArmedAsync(Patience);

        scene.Time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.That((await send.FailureAsync<RunTimeoutException>()).OutcomeUnknown);
        await AssertNothingElseWasSentAsync(scene, peer);
    }

    [Test]
    public async Task A_step_that_hangs_ends_when_the_run_ends()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        await AnswerStepAsync(scene, peer, """{"pipe_id":0}""");
        await peer.ExpectAsync("rrext_process");

        await scene.Time.PassAsync(Patience);
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(4, "Stopping"));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6, "Stopped"));
        await peer.AnswerNextAsync("rrext_monitor");

        var exception = await send.FailureAsync<RunNotRunningException>();
        Assert.That((exception.OutcomeUnknown, exception.LastStatus?.State), Is.EqualTo((true, RunState.Stopped)));
        await AssertNothingElseWasSentAsync(scene, peer);
    }

    [Test]
    public async Task A_step_that_hangs_ends_when_the_run_is_not_known_any_more()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        await peer.ExpectAsync("rrext_process");

        await scene.Time.PassAsync(Patience);
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.RefuseNextAsync("rrext_get_task_status", "Your pipeline is not running");
        await peer.AnswerNextAsync("rrext_monitor");

        Assert.That((await send.FailureAsync<RunNotRunningException>()).LastStatus, Is.Null);
    }

    [Test]
    public async Task A_step_that_takes_long_but_is_answered_goes_on()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        await AnswerStepAsync(scene, peer, """{"pipe_id":0}""");
        await AnswerStepAsync(scene, peer);
        var close = await peer.ExpectAsync("rrext_process");

        await scene.Time.PassAsync(Patience);
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await peer.AnswerAsync(close, Result);
        await peer.AnswerNextAsync("rrext_monitor");

        Assert.That((await send.Soon()).Texts, Has.Count.EqualTo(1));
    }

    [TestCase("Task is terminating, cannot process data requests")]
    [TestCase("")]
    public async Task A_run_at_its_end_takes_nothing(string message)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");

        await peer.RefuseNextAsync("rrext_process", message);

        await send.FailureAsync<RunNotRunningException>();
    }

    [Test]
    public async Task A_result_without_anything_in_it_is_explained()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello", new SendOptions { MimeType = "text/html" });

        await OpenAndWriteAsync(peer);
        await peer.AnswerNextAsync("rrext_process", """{"name":"x","objectId":"y"}""");

        var result = await send.Soon();
        Assert.That(result.IsEmpty);
        Assert.That(result.EmptyReason, Does.Contain("text/html"));
        Assert.That((await scene.Log.WhenLoggedAsync(RunControlEventIds.EmptyResult)).Text, Does.Contain("text/html").And.Contain(SampleRun.DisplayId));
    }

    [Test]
    public async Task Bytes_go_in_pieces_each_taken_before_the_next()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var data = new byte[(2 * 1024 * 1024) + 500];
        new Random(7).NextBytes(data);
        var send = scene.Client.SendAsync(SampleRun.Started, data);

        var open = await peer.AnswerNextAsync("rrext_process", """{"pipe_id":0}""");
        var received = new List<byte>();
        for (var i = 0; i < 3; i++)
            received.AddRange((await peer.AnswerNextAsync("rrext_process")).Payload!);
        await peer.AnswerNextAsync("rrext_process", Result);

        await send.Soon();
        Assert.That((open.Text("mimeType"), (int?)open.Arguments!["object"]!["size"]), Is.EqualTo(("application/octet-stream", (int?)data.Length)));
        Assert.That(received.ToArray().AsSpan().SequenceEqual(data));
    }

    private static async Task OpenAndWriteAsync(ScriptedPeer peer)
    {
        await peer.AnswerNextAsync("rrext_process", """{"pipe_id":0}""");
        await peer.AnswerNextAsync("rrext_process");
    }

    /// <summary>Lets a moment pass before the answer, so that the timers of the next step are told from those of this one, which may go a little later.</summary>
    private static async Task AnswerStepAsync(TransportScene scene, ScriptedPeer peer, string? body = null)
    {
        var request = await peer.ExpectAsync("rrext_process");
        await scene.Time.WhenArmedAsync(Patience);
        scene.Time.Advance(TimeSpan.FromMilliseconds(1));
        await peer.AnswerAsync(request, body);
    }

    private static async Task AssertNothingElseWasSentAsync(TransportScene scene, ScriptedPeer peer)
    {
        var ping = scene.Transport.PingAsync();
        await peer.AnswerNextAsync("rrext_ping");
        await ping.Soon();
    }
}
