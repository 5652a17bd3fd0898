using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.VectorShift;

/// <summary>A route for the status, which VectorShift does not document but a user may have.</summary>
[TestFixture]
internal sealed class StatusRouteTests : VectorShiftTests
{
    private const string Template = "pipeline/{pipeline_id}/runs/{run_id}";

    protected override VectorShiftEmulatorOptions ServerOptions => new() { StatusRoute = Template };

    protected override VectorShiftOptions ClientOptions => base.ClientOptions with { StatusRoute = Template };

    [Test]
    public async Task A_run_of_somebody_else_is_asked_about_and_watched()
    {
        var run = await StartAsync();
        var other = NewTransport(ClientOptions);
        var client = new RunControlClient(other);

        var attached = await client.AttachAsync(run.Id).Soon();
        var status = await client.GetTaskStatusAsync(attached).Soon();
        var end = await client.TerminateAsync(attached, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That((status.State, status.RawState, status.Source, status.IsStale), Is.EqualTo((RunState.Running, "running", RunStatusSource.Native, false)));
            Assert.That(status.Raw.GetProperty("task_id").GetString(), Is.EqualTo(run.Instance));
            Assert.That((end.Outcome, end.FinalStatus?.State, end.CompletionUnknown), Is.EqualTo((TerminateOutcome.Completed, RunState.Cancelled, false)));
            Assert.That(other.Capabilities[RunCapability.Status].Support, Is.EqualTo(CapabilitySupport.Native));
        });
    }

    [Test]
    public async Task A_run_that_the_route_does_not_know_is_not_found()
    {
        await Client.AttachAsync("endless/nobody").FailsWith<RunNotFoundException>();
        await Client.GetTaskStatusAsync("endless/nobody").FailsWith<RunNotFoundException>();
    }

    [TestCase("pending", RunState.Pending)]
    [TestCase("queued", RunState.Pending)]
    [TestCase("in_progress", RunState.Running)]
    [TestCase("running", RunState.Running)]
    [TestCase("paused", RunState.Paused)]
    [TestCase("completed", RunState.Completed)]
    [TestCase("succeeded", RunState.Completed)]
    [TestCase("failed", RunState.Failed)]
    [TestCase("cancelled", RunState.Cancelled)]
    [TestCase("terminated", RunState.Cancelled)]
    [TestCase("meditating", RunState.Unknown)]
    public async Task Words_of_both_vocabularies_are_understood_and_others_kept(string word, RunState state)
    {
        Server.Faults.On("GET").AnswerWith(200, $$"""{"task_id":"r","status":"{{word}}","error":"why"}""");

        var status = await Client.GetTaskStatusAsync("endless/r").Soon();

        Assert.That((status.State, status.RawState), Is.EqualTo((state, word)));
        Assert.That(status.Error, Is.EqualTo(state == RunState.Failed ? "why" : null));
    }

    [Test]
    public async Task A_stale_answer_does_not_bring_a_terminated_run_back()
    {
        Server.Faults.On("POST").AnswerWith(200, """{"status":"success"}""");
        Server.Faults.On("GET").AnswerWith(200, """{"status":"running"}""");
        await Client.TerminateAsync("endless/r").Soon();

        Assert.That((await Client.GetTaskStatusAsync("endless/r").Soon()).State, Is.EqualTo(RunState.Stopping));
    }

    [Test]
    public async Task An_end_that_was_seen_stays()
    {
        var run = await StartAsync("echo", ("a", 1));
        await Client.WaitAsync(run).Soon();
        Server.Faults.On("GET").AnswerWith(200, """{"status":"running"}""");

        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Completed));
    }

    [Test]
    public async Task An_answer_without_a_status_is_no_status()
    {
        Server.Faults.On("GET").AnswerWith(200, """{"task_id":"r"}""");

        Assert.That((await Client.GetTaskStatusAsync("endless/r").FailsWith<RunProtocolException>()).Message, Does.Contain("StatusRoute"));
    }

    [Test]
    public async Task A_stream_that_breaks_is_made_up_for_by_asking()
    {
        Stream("data: {\"type\":\"stream\",\"run_id\":\"r1\",\"output_name\":\"a\",\"output_value\":1}\n\ndata: {\"typ");
        Server.Faults.On("GET").AnswerWith(200, """{"status":"completed"}""");
        var run = await StartAsync();

        var end = await Client.WaitAsync(run).Soon();

        Assert.That((end.State, end.Source), Is.EqualTo((RunState.Completed, RunStatusSource.Native)));
    }
}
