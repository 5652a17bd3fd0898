using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class EndingTests
{
    private static readonly TerminateOptions Confirmed = new() { WaitForCompletion = true };

    [TestCase(TerminateMode.Default, TerminateMode.Graceful)]
    [TestCase(TerminateMode.Graceful, TerminateMode.Graceful)]
    [TestCase(TerminateMode.Force, TerminateMode.Force)]
    public async Task An_accepted_termination_says_what_was_done(TerminateMode asked, TerminateMode done)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var terminate = scene.Client.TerminateAsync(SampleRun.Started, new TerminateOptions { Mode = asked });
        var request = await peer.AnswerNextAsync("terminate");

        var result = await terminate.Soon();
        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, result.RequestedMode, result.EffectiveMode), Is.EqualTo((TerminateOutcome.Accepted, asked, done)));
            Assert.That((result.SendsFinished, result.SendsCutOff), Is.EqualTo((0, 0)));
            Assert.That((result.CompletedAt, result.FinalStatus), Is.EqualTo(((DateTimeOffset?)null, (RunStatus?)null)));
            Assert.That(result.AcceptedAt, Is.EqualTo(scene.Time.GetUtcNow()));
            Assert.That(request.Arguments!.ToJsonString(), Is.EqualTo($$"""{"token":"{{SampleRun.Token}}"}"""));
            Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.RunTerminated));
        });
    }

    [Test]
    public async Task A_checkpoint_is_refused_before_anything_is_opened()
    {
        await using var scene = new TransportScene();

        var exception = Assert.Throws<RunNotSupportedException>(
            () => scene.Client.TerminateAsync(SampleRun.Started, new TerminateOptions { Mode = TerminateMode.Checkpoint }));

        Assert.That(exception!.Message, Does.Contain("TerminateMode.Graceful"));
        Assert.That(scene.Log.Entries, Is.Empty);
    }

    [Test]
    public async Task A_confirmed_termination_returns_when_the_run_is_seen_to_be_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started, Confirmed);

        await peer.AnswerNextAsync("terminate");
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(4, "Stopping", completed: true));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6, "Stopped"));
        await peer.AnswerNextAsync("rrext_monitor");

        var result = await terminate.Soon();
        Assert.That((result.Outcome, result.FinalStatus?.State), Is.EqualTo((TerminateOutcome.Completed, RunState.Cancelled)));
        Assert.That(result.CompletedAt, Is.Not.Null);
    }

    [Test]
    public async Task A_confirmation_that_does_not_come_in_time_is_a_timeout_with_the_last_status()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started, Confirmed with { Timeout = TimeSpan.FromSeconds(3) });
        await peer.AnswerNextAsync("terminate");
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(4, "Stopping"));
        await scene.Time.WhenArmedAsync(TimeSpan.FromSeconds(5));

        scene.Time.Advance(TimeSpan.FromSeconds(3));
        await peer.AnswerNextAsync("rrext_monitor");

        var exception = await terminate.FailureAsync<RunTimeoutException>();
        Assert.That(
            (exception.Operation, exception.Timeout, exception.LastStatus?.State),
            Is.EqualTo((RunOperation.Terminate, TimeSpan.FromSeconds(3), (RunState?)RunState.Stopping)));
    }

    [Test]
    public async Task A_run_that_the_server_forgot_right_after_its_termination_is_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started, Confirmed);

        await peer.AnswerNextAsync("terminate");
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.RefuseNextAsync("rrext_get_task_status", "Your pipeline is not running");
        await peer.AnswerNextAsync("rrext_monitor");

        Assert.That((await terminate.Soon()).Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [Test]
    public async Task Graceful_waits_for_the_sends_in_work_and_takes_no_new_ones()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        await peer.AnswerNextAsync("rrext_process", """{"pipe_id":0}""");
        await peer.AnswerNextAsync("rrext_process");
        var close = await peer.ExpectAsync("rrext_process");

        var terminate = scene.Client.TerminateAsync(SampleRun.Started);
        var late = await scene.Client.SendAsync(SampleRun.Started, "late").FailureAsync<RunNotRunningException>();
        await peer.AnswerAsync(close, """{"name":"x"}""");
        await send.Soon();
        await peer.AnswerNextAsync("terminate");

        var result = await terminate.Soon();
        Assert.That((result.SendsFinished, result.SendsCutOff), Is.EqualTo((1, 0)));
        Assert.That(late.Message, Does.Contain("ended by this client, or is being ended"));
    }

    [Test]
    public async Task Graceful_goes_on_without_sends_that_do_not_finish_in_time()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var quick = scene.Client.SendAsync(SampleRun.Started, "quick");
        await peer.AnswerNextAsync("rrext_process", """{"pipe_id":0}""");
        await peer.AnswerNextAsync("rrext_process");
        var close = await peer.ExpectAsync("rrext_process");
        var stuck = scene.Client.SendAsync(SampleRun.Started, "stuck");
        var open = await peer.ExpectAsync("rrext_process");
        var terminate = scene.Client.TerminateAsync(SampleRun.Started, new TerminateOptions { DrainTimeout = TimeSpan.FromMilliseconds(400) });
        await peer.AnswerAsync(close, """{"name":"x"}""");
        await quick.Soon();

        await scene.Time.PassAsync(TimeSpan.FromMilliseconds(400));
        await peer.AnswerNextAsync("terminate");

        var result = await terminate.Soon();
        Assert.That((result.SendsFinished, result.SendsCutOff), Is.EqualTo((1, 1)));
        await peer.RefuseAsync(open, "");
        await stuck.FailureAsync<RunNotRunningException>();
    }

    [Test]
    public async Task Force_does_not_wait()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        var open = await peer.ExpectAsync("rrext_process");

        var terminate = scene.Client.TerminateAsync(SampleRun.Started, new TerminateOptions { Mode = TerminateMode.Force });
        await peer.AnswerNextAsync("terminate");

        Assert.That((await terminate.Soon()).SendsCutOff, Is.EqualTo(1));
        await peer.RefuseAsync(open, "Task is terminating, cannot process data requests");
        await send.FailureAsync<RunNotRunningException>();
    }

    [Test]
    public async Task Cancelling_while_sends_finish_sends_nothing_and_lets_sends_in_again()
    {
        await using var scene = new TransportScene();
        using var cancellation = new CancellationTokenSource();
        var peer = await scene.ConnectAsync();
        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");
        await peer.ExpectAsync("rrext_process");
        var terminate = scene.Client.TerminateAsync(SampleRun.Started, cancellation.Token);

        await cancellation.CancelAsync();
        await terminate.FailureAsync<OperationCanceledException>();

        var next = scene.Client.SendAsync(SampleRun.Started, "next");
        await peer.RefuseNextAsync("rrext_process", "");
        await next.FailureAsync<RunNotRunningException>();
        Assert.That(send.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_refused_termination_lets_sends_in_again()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started);
        await peer.RefuseNextAsync("terminate", "Permission 'task.control' denied");
        await terminate.FailureAsync<RunPermissionException>();

        var send = scene.Client.SendAsync(SampleRun.Started, "Hello");

        await peer.RefuseNextAsync("rrext_process", "");
        await send.FailureAsync<RunNotRunningException>();
    }

    [Test]
    public async Task A_token_that_nobody_knows_is_not_found()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var terminate = scene.Client.TerminateAsync("tk_typo1234");
        await peer.RefuseNextAsync("terminate", "Your pipeline is not running");

        Assert.That((await terminate.FailureAsync<RunNotFoundException>()).Operation, Is.EqualTo(RunOperation.Terminate));
    }

    [Test]
    public async Task A_run_that_was_seen_and_is_not_known_any_more_had_ended_before()
    {
        await using var scene = new TransportScene();
        var peer = await SeeAsync(scene, 3);

        var terminate = scene.Client.TerminateAsync(SampleRun.Token);
        await peer.RefuseNextAsync("terminate", "Your pipeline is not running");

        Assert.That((await terminate.Soon()).Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
    }

    [Test]
    public async Task A_run_that_was_seen_to_be_over_had_ended_before_although_the_server_says_yes()
    {
        await using var scene = new TransportScene();
        var peer = await SeeAsync(scene, 6);

        var terminate = scene.Client.TerminateAsync(SampleRun.Token, Confirmed);
        await peer.AnswerNextAsync("terminate");

        Assert.That((await terminate.Soon()).Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
    }

    [Test]
    public async Task The_caller_may_want_to_hear_of_that_as_a_failure()
    {
        await using var scene = new TransportScene();
        var peer = await SeeAsync(scene, 3);

        var terminate = scene.Client.TerminateAsync(SampleRun.Token, new TerminateOptions { TreatAlreadyTerminatedAsSuccess = false });
        await peer.RefuseNextAsync("terminate", "Your pipeline is not running");

        var exception = await terminate.FailureAsync<RunAlreadyTerminatedException>();
        Assert.That((exception.Kind, exception.InnerException), Is.EqualTo((RunControlErrorKind.AlreadyTerminated, exception.InnerException as RunNotFoundException)));
    }

    [Test]
    public async Task A_run_that_had_ended_before_can_be_started_and_fed_again()
    {
        await using var scene = new TransportScene();
        var peer = await SeeAsync(scene, 3);
        var terminate = scene.Client.TerminateAsync(SampleRun.Token);
        await peer.RefuseNextAsync("terminate", "Your pipeline is not running");
        await terminate.Soon();
        var start = scene.Client.UseAsync(SampleRun.Pipeline);
        await peer.AnswerNextAsync("execute", SampleRun.StartedBody);
        await start.Soon();

        var send = scene.Client.SendAsync(SampleRun.Token, "Hello");

        await peer.RefuseNextAsync("rrext_process", "");
        await send.FailureAsync<RunNotRunningException>();
    }

    [Test]
    public async Task A_run_that_had_ended_before_and_that_others_started_again_can_be_fed_after_attaching()
    {
        await using var scene = new TransportScene();
        var peer = await SeeAsync(scene, 3);
        var terminate = scene.Client.TerminateAsync(SampleRun.Token);
        await peer.RefuseNextAsync("terminate", "Your pipeline is not running");
        await terminate.Soon();
        var attach = scene.Client.AttachAsync(SampleRun.Token);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await attach.Soon();

        var send = scene.Client.SendAsync(SampleRun.Token, "Hello");

        await peer.RefuseNextAsync("rrext_process", "");
        await send.FailureAsync<RunNotRunningException>();
    }

    [Test]
    public async Task After_our_termination_the_run_is_cancelled_and_not_just_stopped()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started);
        await peer.AnswerNextAsync("terminate");
        await terminate.Soon();

        var status = scene.Client.GetTaskStatusAsync(SampleRun.Started);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(6, more: ""","errors":["cut off"]"""));

        Assert.That((await status.Soon()).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_termination_whose_caller_gave_up_after_it_was_sent_still_counts_as_ours()
    {
        await using var scene = new TransportScene();
        using var cancellation = new CancellationTokenSource();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started, cancellation.Token);
        await peer.ExpectAsync("terminate");
        await cancellation.CancelAsync();
        await terminate.FailureAsync<OperationCanceledException>();

        var status = scene.Client.GetTaskStatusAsync(SampleRun.Started);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(6));

        Assert.That((await status.Soon()).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_run_started_again_under_the_same_token_is_a_new_run()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var terminate = scene.Client.TerminateAsync(SampleRun.Started);
        await peer.AnswerNextAsync("terminate");
        await terminate.Soon();
        var start = scene.Client.UseAsync(SampleRun.Pipeline);
        await peer.AnswerNextAsync("execute", SampleRun.StartedBody);
        await start.Soon();

        var status = scene.Client.GetTaskStatusAsync(SampleRun.Started);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(6));

        Assert.That((await status.Soon()).State, Is.EqualTo(RunState.Stopped), "somebody else ended it");
    }

    private static async Task<ScriptedPeer> SeeAsync(TransportScene scene, int state)
    {
        var peer = await scene.ConnectAsync();
        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(state));
        await status.Soon();
        return peer;
    }
}
