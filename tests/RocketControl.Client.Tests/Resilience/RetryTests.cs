using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Resilience;

[TestFixture]
internal sealed class RetryTests
{
    /// <summary>No pause between repetitions is longer, and no deadline here is shorter.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>With jitter a pause may be anything down to none; with this the limit of 30 seconds always cuts it.</summary>
    private static readonly TimeSpan PracticallyTheLongest = TimeSpan.FromHours(20);

    [Test]
    public async Task A_call_that_changes_nothing_is_made_again_when_the_connection_was_lost()
    {
        await using var scene = Manual();
        var peer = await scene.ConnectAsync();
        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);
        await peer.ExpectAsync("rrext_get_task_status");

        await peer.CloseAsync();
        await scene.Time.PassShortAsync(LongestPause);
        var next = await scene.Server.AcceptLoginAsync();
        await next.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));

        Assert.That((await status.Soon()).State, Is.EqualTo(RunState.Running));
        Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.Retrying));
    }

    [Test]
    public async Task A_start_that_may_have_been_carried_out_is_not_made_again()
    {
        await using var scene = Manual();
        var peer = await scene.ConnectAsync();
        var start = scene.Client.UseAsync(SampleRun.Pipeline);
        await peer.ExpectAsync("execute");

        await peer.CloseAsync();

        var exception = await start.FailureAsync<RunConnectionLostException>();
        Assert.Multiple(() =>
        {
            Assert.That(exception.OutcomeUnknown);
            Assert.That(exception.Reason, Is.EqualTo(ConnectionLossReason.ClosedByPeer));
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.Use));
            Assert.That(exception.ExpectedRunId, Is.EqualTo("tk_1b4bbac062687abd2f25ecf1f535d7e2"));
            Assert.That(exception.ToString(), Does.Not.Contain("1b4bbac0"));
        });
    }

    [Test]
    public async Task A_start_that_surely_was_not_sent_is_made_again()
    {
        await using var scene = Manual();
        await LoseAsync(scene, await scene.ConnectAsync());
        var start = scene.Client.UseAsync(SampleRun.Pipeline);

        await (await scene.Server.AcceptAsync()).RefuseAsync(503);
        await scene.Time.PassShortAsync(LongestPause);
        var peer = await scene.Server.AcceptLoginAsync();
        await peer.AnswerNextAsync("execute", SampleRun.StartedBody);

        Assert.That((await start.Soon()).Id, Is.EqualTo(SampleRun.Token));
    }

    [Test]
    public async Task An_object_that_may_have_been_taken_is_not_sent_again()
    {
        await using var scene = Manual();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        await peer.ExpectAsync("rrext_process");

        await peer.CloseAsync();

        Assert.That((await send.FailureAsync<RunConnectionLostException>()).OutcomeUnknown);
    }

    [Test]
    public async Task A_termination_is_made_again_for_it_does_no_harm_twice()
    {
        await using var scene = Manual();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started);
        await peer.ExpectAsync("terminate");

        await peer.CloseAsync();
        await scene.Time.PassShortAsync(LongestPause);
        await (await scene.Server.AcceptLoginAsync()).AnswerNextAsync("terminate");

        Assert.That((await terminate.Soon()).Outcome, Is.EqualTo(TerminateOutcome.Accepted));
    }

    [Test]
    public async Task Repetitions_are_limited_and_the_last_failure_is_told()
    {
        await using var scene = Manual(options => options with { MaxRetries = 2 });
        await LoseAsync(scene, await scene.ConnectAsync());
        var ping = scene.Transport.PingAsync();

        await (await scene.Server.AcceptAsync()).RefuseAsync(500);
        await scene.Time.PassShortAsync(LongestPause);
        await (await scene.Server.AcceptAsync()).RefuseAsync(502);
        await scene.Time.PassShortAsync(LongestPause);
        await (await scene.Server.AcceptAsync()).RefuseAsync(503);

        Assert.That((int?)(await ping.FailureAsync<RunConnectionFailedException>()).HttpStatus, Is.EqualTo(503));
        Assert.That(scene.Log.Ids.Count(id => id == RunControlEventIds.Retrying), Is.EqualTo(2));
    }

    [Test]
    public async Task Repeating_can_be_turned_off()
    {
        await using var scene = Manual(options => options with { MaxRetries = 0 });
        var peer = await scene.ConnectAsync();
        var ping = scene.Transport.PingAsync();
        await peer.ExpectAsync("rrext_ping");

        await peer.CloseAsync();

        await ping.FailureAsync<RunConnectionLostException>();
        Assert.That(scene.Log.Ids, Does.Not.Contain(RunControlEventIds.Retrying));
    }

    [TestCase(404)]
    [TestCase(401)]
    public async Task What_will_not_pass_is_not_repeated(int status)
    {
        await using var scene = Manual();
        await LoseAsync(scene, await scene.ConnectAsync());
        var ping = scene.Transport.PingAsync();

        await (await scene.Server.AcceptAsync()).RefuseAsync(status);

        await ping.FailureAsync<RunControlException>();
        Assert.That(scene.Log.Ids, Does.Not.Contain(RunControlEventIds.Retrying));
    }

    [Test]
    public async Task A_refusal_by_the_server_is_final()
    {
        await using var scene = Manual();
        var peer = await scene.ConnectAsync();
        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);

        await peer.RefuseNextAsync("rrext_get_task_status", "Your pipeline is not running");

        Assert.That((await status.FailureAsync<RunNotFoundException>()).Operation, Is.EqualTo(RunOperation.GetStatus));
    }

    [Test]
    public async Task A_call_that_is_not_answered_ends_at_its_deadline_and_is_not_repeated()
    {
        await using var scene = Manual(options => options with { CallTimeout = TimeSpan.FromSeconds(7) });
        var peer = await scene.ConnectAsync();
        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);
        await peer.ExpectAsync("rrext_get_task_status");
        await scene.Time.WhenArmedAsync(TimeSpan.FromSeconds(7));

        scene.Time.Advance(TimeSpan.FromSeconds(7));

        var exception = await status.FailureAsync<RunTimeoutException>();
        Assert.That((exception.Timeout, exception.OutcomeUnknown, exception.IsTransient), Is.EqualTo((TimeSpan.FromSeconds(7), true, true)));
    }

    [Test]
    public async Task One_deadline_covers_all_attempts()
    {
        await using var scene = Manual(options => options with { CallTimeout = TimeSpan.FromSeconds(10), RetryDelay = PracticallyTheLongest });
        await LoseAsync(scene, await scene.ConnectAsync());
        var ping = scene.Transport.PingAsync();
        await (await scene.Server.AcceptAsync()).RefuseAsync(503);
        await scene.Log.WhenLoggedAsync(RunControlEventIds.Retrying);

        await scene.Time.PassAsync(TimeSpan.FromSeconds(10));

        Assert.That((await ping.FailureAsync<RunTimeoutException>()).OutcomeUnknown, Is.False);
    }

    [Test]
    public async Task A_deadline_between_two_attempts_does_not_hide_that_the_first_may_have_been_carried_out()
    {
        await using var scene = Manual(options => options with { CallTimeout = TimeSpan.FromSeconds(10), RetryDelay = PracticallyTheLongest });
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started);
        await peer.ExpectAsync("terminate");
        await peer.CloseAsync();
        await scene.Log.WhenLoggedAsync(RunControlEventIds.Retrying);

        await scene.Time.PassAsync(TimeSpan.FromSeconds(10));

        var exception = await terminate.FailureAsync<RunTimeoutException>();
        Assert.That(exception.OutcomeUnknown);
        Assert.That(exception.Message, Does.Not.Contain("nothing was sent"));
    }

    [Test]
    public async Task A_connection_that_cannot_be_made_again_does_not_hide_that_the_first_attempt_may_have_been_carried_out()
    {
        await using var scene = Manual(options => options with { MaxRetries = 1 });
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started);
        await peer.ExpectAsync("terminate");
        await peer.CloseAsync();
        await scene.Time.PassShortAsync(LongestPause);

        await (await scene.Server.AcceptAsync()).RefuseAsync(503);

        var exception = await terminate.FailureAsync<RunConnectionLostException>();
        Assert.That((exception.OutcomeUnknown, exception.Operation), Is.EqualTo((true, RunOperation.Terminate)));
        Assert.That(exception.Message, Does.Contain("HTTP 503"));
    }

    [Test]
    public async Task Cancelling_ends_the_pause_under_the_caller_s_token()
    {
        await using var scene = Manual();
        using var cancellation = new CancellationTokenSource();
        await LoseAsync(scene, await scene.ConnectAsync());
        var ping = scene.Transport.PingAsync(cancellation.Token);
        await (await scene.Server.AcceptAsync()).RefuseAsync(503);
        await scene.Log.WhenLoggedAsync(RunControlEventIds.Retrying);

        await cancellation.CancelAsync();

        Assert.That((await ping.FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task A_reply_that_cannot_be_used_is_a_violation_and_not_repeated()
    {
        await using var scene = Manual();
        var peer = await scene.ConnectAsync();
        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);
        var request = await peer.ExpectAsync("rrext_get_task_status");

        await peer.SendAsync($$$"""{"type":"response","request_seq":{{{request.Seq}}},"success":true,"body":{"state":3,"rate":NaN}}""");

        var exception = await status.FailureAsync<RunProtocolException>();
        Assert.That((exception.OutcomeUnknown, exception.IsTransient), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_request_over_the_limit_is_the_caller_s_fault()
    {
        await using var scene = Manual(options => options with { MaxMessageBytes = 4096 });
        var connecting = scene.Transport.ConnectAsync();
        var peer = await scene.Server.AcceptLoginAsync();
        await connecting.Soon();
        var huge = PipelineDefinition.FromJson($$"""{"components":["{{new string('x', 5000)}}"]}""");

        var exception = await scene.Client.UseAsync(huge).FailureAsync<RunInvalidArgumentException>();
        var ping = scene.Transport.PingAsync();
        await peer.AnswerNextAsync("rrext_ping");
        await ping.Soon();

        Assert.That(exception.Message, Does.Contain("4,096").And.Contain(nameof(RocketRideOptions.MaxMessageBytes)));
        Assert.That(exception.OutcomeUnknown, Is.False);
    }

    [Test]
    public async Task A_message_over_the_limit_is_the_server_s_fault()
    {
        await using var scene = Manual(options => options with { MaxMessageBytes = 4096, MaxRetries = 0 });
        var peer = await scene.ConnectAsync();
        var ping = scene.Transport.PingAsync();
        await peer.ExpectAsync("rrext_ping");

        await peer.SendAsync(new byte[5000], isBinary: true);

        Assert.That((await ping.FailureAsync<RunProtocolException>()).OutcomeUnknown);
    }

    private static TransportScene Manual(Func<RocketRideOptions, RocketRideOptions>? configure = null) =>
        new(options => (configure ?? (same => same))(options with { AutoReconnect = false }));

    private static async Task LoseAsync(TransportScene scene, ScriptedPeer peer)
    {
        await peer.CloseAsync();
        await scene.Log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);
    }
}
