using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class StartingTests
{
    [Test]
    public async Task A_start_returns_the_run_as_the_server_names_it()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var start = scene.Client.UseAsync(SampleRun.Pipeline);
        var request = await peer.AnswerNextAsync("execute", SampleRun.StartedBody);

        var run = await start.Soon();
        Assert.Multiple(() =>
        {
            Assert.That((run.Id, run.ToString()), Is.EqualTo((SampleRun.Token, SampleRun.DisplayId)));
            Assert.That(request.Arguments!.Select(argument => argument.Key), Is.EqualTo(new[] { "pipeline", "args" }));
            Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.RunStarted));
            Assert.That(scene.Log.Entries.Select(entry => entry.Text), Has.None.Contain(SampleRun.Token));
        });
    }

    [Test]
    public async Task Values_for_placeholders_go_along()
    {
        await using var scene = new TransportScene(options => options with { EnvironmentVariable = name => $"value of {name}" });
        var peer = await scene.ConnectAsync();

        var start = scene.Client.UseAsync(PipelineDefinition.FromJson("""{"components":["${ROCKETRIDE_MODEL} ${ROCKETRIDE_APIKEY}"]}"""));
        var request = await peer.AnswerNextAsync("execute", SampleRun.StartedBody);

        await start.Soon();
        Assert.That(request.Arguments!["env"]!.ToJsonString(), Is.EqualTo("""{"ROCKETRIDE_MODEL":"value of ROCKETRIDE_MODEL"}"""));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(60, true)]
    [TestCase(61, false)]
    public async Task A_time_to_live_that_no_activity_can_prolong_is_warned_of(int seconds, bool isWarned)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var start = scene.Client.UseAsync(SampleRun.Pipeline, new UseOptions { TimeToLive = TimeSpan.FromSeconds(seconds) });
        await peer.AnswerNextAsync("execute", SampleRun.StartedBody);

        await start.Soon();
        Assert.That(scene.Log.Ids.Contains(RunControlEventIds.TimeToLiveTooShort), Is.EqualTo(isWarned));
    }

    [Test]
    public async Task Options_are_checked_before_anything_is_opened()
    {
        await using var scene = new TransportScene();

        await scene.Client.UseAsync(SampleRun.Pipeline, new UseOptions { Token = "" }).FailureAsync<RunInvalidArgumentException>();

        Assert.That(scene.Log.Entries, Is.Empty);
    }

    [TestCase("{}")]
    [TestCase("""{"token":""}""")]
    [TestCase(null)]
    public async Task A_start_without_a_token_in_its_answer_cannot_be_controlled(string? body)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var start = scene.Client.UseAsync(SampleRun.Pipeline);
        await peer.AnswerNextAsync("execute", body);

        var exception = await start.FailureAsync<RunProtocolException>();
        Assert.That((exception.OutcomeUnknown, exception.ExpectedRunId), Is.EqualTo((true, "tk_1b4bbac062687abd2f25ecf1f535d7e2")));
    }

    [Test]
    public async Task A_start_that_takes_too_long_names_the_run_that_may_come_up()
    {
        await using var scene = new TransportScene(options => options with { UseTimeout = TimeSpan.FromSeconds(100) });
        var peer = await scene.ConnectAsync();
        var start = scene.Client.UseAsync(SampleRun.Pipeline, new UseOptions { Token = "MY-1" });
        await peer.ExpectAsync("execute");
        await scene.Time.WhenArmedAsync(TimeSpan.FromSeconds(100));

        scene.Time.Advance(TimeSpan.FromSeconds(100));

        var exception = await start.FailureAsync<RunTimeoutException>();
        Assert.That((exception.OutcomeUnknown, exception.ExpectedRunId, exception.Timeout), Is.EqualTo((true, "MY-1", TimeSpan.FromSeconds(100))));
        Assert.That(exception.ToString(), Does.Not.Contain("MY-1"));
    }

    [TestCase("""{"components":[{"id":"a","config":{"mode":"Source"}}]}""", null, TestName = "Without_a_project_the_token_cannot_be_told")]
    [TestCase("""{"components":[{"id":"a"}],"project_id":"p"}""", null, TestName = "Without_a_source_the_token_cannot_be_told")]
    [TestCase("""{"components":[{"id":"a"}],"project_id":"p"}""", "b", TestName = "The_source_may_come_from_the_options")]
    public async Task Token_of_a_lost_start(string pipeline, string? source)
    {
        await using var scene = new TransportScene(options => options with { AutoReconnect = false });
        var peer = await scene.ConnectAsync();
        var start = scene.Client.UseAsync(PipelineDefinition.FromJson(pipeline), new UseOptions { Source = source });
        await peer.ExpectAsync("execute");

        await peer.CloseAsync();

        var exception = await start.FailureAsync<RunConnectionLostException>();
        Assert.That(
            exception.ExpectedRunId,
            Is.EqualTo(source is null ? null : Client.Transports.RocketRide.TaskIdentity.DeriveToken("p", source, "local")));
    }

    [Test]
    public async Task A_refused_start_names_no_run()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var start = scene.Client.UseAsync(SampleRun.Pipeline);
        await peer.RefuseNextAsync("execute", "Pipeline is already running.");

        var exception = await start.FailureAsync<RunAlreadyRunningException>();
        Assert.That((exception.OutcomeUnknown, exception.ExpectedRunId), Is.EqualTo((false, (string?)null)));
    }

    [Test]
    public async Task A_run_that_comes_up_after_its_starter_gave_up_is_told_of()
    {
        await using var scene = new TransportScene();
        using var cancellation = new CancellationTokenSource();
        var peer = await scene.ConnectAsync();
        var start = scene.Client.UseAsync(SampleRun.Pipeline, cancellation.Token);
        var request = await peer.ExpectAsync("execute");

        await cancellation.CancelAsync();
        var given = await start.FailureAsync<OperationCanceledException>();
        await peer.AnswerAsync(request, SampleRun.StartedBody);

        var entry = await scene.Log.WhenLoggedAsync(RunControlEventIds.LateStart);
        Assert.That(entry.Text, Does.Contain(SampleRun.DisplayId).And.Not.Contain(SampleRun.Token));
        Assert.That(given.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task Taking_hold_of_a_run_completes_what_is_known_of_it()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var attach = scene.Client.AttachAsync(SampleRun.Token);
        var request = await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));

        var run = await attach.Soon();
        Assert.That(
            (run.Id, run.DisplayId, run.ProjectId, run.Source), Is.EqualTo((SampleRun.Token, SampleRun.DisplayId, SampleRun.ProjectId, SampleRun.Source)));
        Assert.That(request.Text("token"), Is.EqualTo(SampleRun.Token));
    }

    [Test]
    public async Task Taking_hold_of_nothing_fails()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var attach = scene.Client.AttachAsync("tk_typo1234");
        await peer.RefuseNextAsync("rrext_get_task_status", "Your pipeline is not running");

        Assert.That((await attach.FailureAsync<RunNotFoundException>()).Operation, Is.EqualTo(RunOperation.Attach));
    }

    [TestCase(null)]
    [TestCase("{}")]
    [TestCase("[]")]
    public async Task A_status_without_a_state_is_a_violation(string? body)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);
        await peer.AnswerNextAsync("rrext_get_task_status", body);

        await status.FailureAsync<RunProtocolException>();
    }
}
