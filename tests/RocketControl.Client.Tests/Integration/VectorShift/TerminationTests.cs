using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.Integration.VectorShift;

[TestFixture]
internal sealed class TerminationTests : VectorShiftTests
{
    [Test]
    public async Task A_streamed_run_is_seen_to_end()
    {
        var run = await StartAsync();

        var result = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Completed));
            Assert.That(result.EffectiveMode, Is.EqualTo(TerminateMode.Graceful));
            Assert.That(result.FinalStatus?.State, Is.EqualTo(RunState.Cancelled));
            Assert.That(result.CompletionUnknown, Is.False);
            Assert.That(Server.Runs.Single().State, Is.EqualTo(VectorShiftEmulatedRunState.Cancelled));
        });
    }

    [Test]
    public async Task The_end_of_a_run_that_this_client_does_not_stream_stays_unknown()
    {
        var run = await StartAsync();
        var other = NewTransport(ClientOptions);

        var result = await new RunControlClient(other).TerminateAsync(run.Id, new TerminateOptions { WaitForCompletion = true }).Soon();
        var status = await other.GetStatusAsync(run, default).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Accepted));
            Assert.That(result.CompletionUnknown, Is.True);
            Assert.That(status.State, Is.EqualTo(RunState.Stopping));
            Assert.That(status.IsStale, Is.True);
            Assert.That(status.Source, Is.EqualTo(RunStatusSource.Remembered));
        });
    }

    [Test]
    public async Task A_run_that_somebody_else_ended_stopped_for_reasons_unknown()
    {
        var run = await StartAsync();

        await NewTransport(ClientOptions).TerminateAsync(run, new TerminateOptions(), default).Soon();

        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Stopped));
    }

    [TestCase(VectorShiftRefusal.BadRequest)]
    [TestCase(VectorShiftRefusal.FailedReply)]
    [TestCase(VectorShiftRefusal.ServerError)]
    [TestCase(VectorShiftRefusal.Success)]
    public async Task A_run_that_is_remembered_as_over_is_already_terminated_whatever_the_server_says(VectorShiftRefusal refusal)
    {
        await using var server = await VectorShiftEmulator.StartAsync(new() { OnFinishedRun = refusal });
        await using var transport = NewTransport(ClientOptions with { Endpoint = server.Endpoint.ToString() });
        await using var client = new RunControlClient(transport);
        var run = await client.UseAsync(Pipeline("endless")).Soon();
        await NewTransport(ClientOptions with { Endpoint = server.Endpoint.ToString() }).TerminateAsync(run, new TerminateOptions(), default).Soon();
        await client.WaitAsync(run).Soon();

        var result = await client.TerminateAsync(run).Soon();

        Assert.That(result.Outcome, Is.EqualTo(refusal == VectorShiftRefusal.Success ? TerminateOutcome.Accepted : TerminateOutcome.AlreadyTerminated));
    }

    [Test]
    public async Task A_run_that_completed_is_not_asked_about()
    {
        var run = await StartAsync("echo", ("a", 1));
        await Client.WaitAsync(run).Soon();

        var result = await Client.TerminateAsync(run).Soon();

        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
        Assert.That(result.FinalStatus?.State, Is.EqualTo(RunState.Completed));
        Assert.That(CountRequests(Route("echo", "terminate")), Is.Zero);
    }

    [Test]
    public async Task A_200_that_says_failed_is_a_failure()
    {
        var run = await StartAsync();
        Server.Faults.On("POST", Route("endless", "terminate")).AnswerWith(200, """{"status":"failed"}""");

        var exception = await Client.TerminateAsync(run).FailsWith<RunTerminationFailedException>();

        Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.TerminationFailed));
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [TestCase("run is not running", TestName = "A_200_that_says_failed_because_the_run_is_over_is_no_failure(not running)")]
    [TestCase("Run already completed", TestName = "A_200_that_says_failed_because_the_run_is_over_is_no_failure(completed)")]
    public async Task A_200_that_says_failed_because_the_run_is_over_is_no_failure(string words)
    {
        Server.Faults.On("POST", Route("p", "terminate")).AnswerWith(200, $$"""{"status":"failed","error":"{{words}}"}""");

        var result = await Client.TerminateAsync("p/r").Soon();

        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
        Assert.That(result.Message, Is.EqualTo(words));
    }

    [Test]
    public async Task An_unknown_run_is_not_found()
    {
        var exception = await Client.TerminateAsync("endless/nobody").FailsWith<RunNotFoundException>();

        Assert.That(exception.ServerMessage, Is.EqualTo("run not found"));
    }

    [Test]
    public async Task A_termination_that_lost_its_answer_is_sent_again()
    {
        var run = await StartAsync();
        Server.Faults.On("POST", Route("endless", "terminate")).Once().DropAfterExecuting();

        var result = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(result.Outcome, Is.AnyOf(TerminateOutcome.AlreadyTerminated, TerminateOutcome.Completed));
        Assert.That(CountRequests(Route("endless", "terminate")), Is.EqualTo(2));
        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Pause_takes_an_id_and_resume_a_list_of_ids()
    {
        var run = await StartAsync();
        var id = VectorShiftRunId.TryParse(run.Id, out var parsed) ? parsed.RunId : "";

        await Client.PauseAsync(run).Soon();
        var paused = await Client.GetTaskStatusAsync(run).Soon();
        await Client.ResumeAsync(run).Soon();
        var resumed = await Client.GetTaskStatusAsync(run).Soon();

        Assert.Multiple(() =>
        {
            Assert.That((paused.State, paused.IsStale, paused.Source), Is.EqualTo((RunState.Paused, true, RunStatusSource.Remembered)));
            Assert.That((resumed.State, resumed.IsStale), Is.EqualTo((RunState.Running, true)));
            Assert.That(Server.ReceivedRequests[^2].Body, Is.EqualTo($$"""{"run_id":"{{id}}"}"""));
            Assert.That(Server.ReceivedRequests[^1].Body, Is.EqualTo($$"""{"run_ids":["{{id}}"]}"""));
        });
    }

    [Test]
    public async Task A_pause_that_is_refused_is_no_pause()
    {
        var run = await StartAsync();
        await Client.PauseAsync(run).Soon();
        foreach (var action in (string[])["pause", "resume"])
            Server.Faults.On("POST", Route("endless", action)).AnswerWith(200, """{"status":"failed"}""");

        await Client.PauseAsync(run).FailsWith<RunInvalidStateException>();
        await Client.ResumeAsync(run).FailsWith<RunInvalidStateException>();

        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Paused));
    }

    [Test]
    public async Task A_run_is_not_ended_with_its_client()
    {
        var run = await StartAsync();

        await Client.DisposeAsync().Soon();

        Assert.That(CountRequests(Route("endless", "terminate")), Is.Zero);
        Assert.That(run.Id, Does.StartWith("endless/"));
    }
}
