using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class StartingTests : EmulatorTests
{
    [Test]
    public async Task The_same_pipeline_cannot_run_twice()
    {
        var run = await StartRunAsync();

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunAlreadyRunningException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.InvalidState));
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.Use));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.Message, Does.Contain("UseOptions.UseExisting").And.Contain("UseOptions.Token"));
        });
        Assert.That(await StateOfAsync(run), Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task An_existing_run_is_taken_on_request()
    {
        var run = await StartRunAsync();
        await Client.SendAsync(run, "before").Soon();

        var again = await Client.UseAsync(Pipelines.Echo(), new UseOptions { UseExisting = true }).Soon();

        Assert.That(again.Id, Is.EqualTo(run.Id));
        Assert.That((await Client.SendAsync(again, "after").Soon()).Texts, Is.EqualTo(new[] { "after\n\n" }));
    }

    /// <summary>The server waits for its end and then refuses. Once a later request is answered, it has found the run.</summary>
    [Test]
    public async Task A_run_that_is_on_its_way_down_is_not_taken_for_a_live_one()
    {
        var run = await StartRunAsync();
        using var stops = Server.Faults.Tasks.HoldStops();
        var termination = Client.TerminateAsync(run);
        await stops.Reached.Soon();

        var taker = NewTransport();
        var taking = taker.UseAsync(Pipelines.Echo(), new UseOptions { UseExisting = true }, CancellationToken.None);
        await Server.WaitForRequestAsync(_ => CountRequests("execute") == 2).Soon();
        await taker.PingAsync().Soon();
        stops.Release();

        await taking.FailsWith<RunStartFailedException>();
        await termination.Soon();
    }

    [Test]
    public async Task The_same_pipeline_runs_again_after_its_end_and_takes_data_again()
    {
        var first = await StartRunAsync();
        await Client.TerminateAsync(first, new TerminateOptions { WaitForCompletion = true }).Soon();

        var second = await StartRunAsync();
        var result = await Client.SendAsync(second, "again").Soon();
        var end = await Client.TerminateAsync(second, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(second.Id, Is.EqualTo(first.Id));
        Assert.That(result.Texts, Is.EqualTo(new[] { "again\n\n" }));
        Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [Test]
    public async Task A_token_of_ones_own_is_taken_as_it_is()
    {
        var run = await Client.UseAsync(Pipelines.Echo(), new UseOptions { Token = "MY-1" }).Soon();
        var other = await Client.UseAsync(Pipelines.Echo(), new UseOptions { Token = "MY-2" }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(run.Id, Is.EqualTo("MY-1"));
            Assert.That(run.DisplayId, Is.EqualTo("MY-1.webhook_1"));
            Assert.That(other.Id, Is.EqualTo("MY-2"));
        });
        Assert.That((await NewClient().SendAsync("MY-2", "text").Soon()).Texts, Is.EqualTo(new[] { "text\n\n" }));
    }

    [Test]
    public async Task Options_are_sent_as_the_server_wants_them_and_what_is_not_set_is_left_out()
    {
        await Client.UseAsync(
            Pipelines.Echo("full"),
            new UseOptions
            {
                Token = "MY-1",
                Source = "webhook_1",
                Threads = 4,
                TimeToLive = TimeSpan.FromMinutes(2),
                UseExisting = true,
                Arguments = ["--verbose"],
                TraceLevel = PipelineTraceLevel.Summary,
                Name = "Flow",
            }).Soon();
        await Client.UseAsync(Pipelines.Echo("plain")).Soon();

        var sent = Server.ReceivedRequests.Where(request => request.Command == "execute")
            .Select(request => JsonNode.Parse(request.ArgumentsJson!)!.AsObject()).ToList();
        foreach (var arguments in sent)
            arguments.Remove("pipeline");
        Assert.That(
            sent[0].ToJsonString(),
            Is.EqualTo(
                """{"source":"webhook_1","token":"MY-1","threads":4,"ttl":120,"useExisting":true,"args":["--verbose"],"""
                + "\"pipelineTraceLevel\":\"summary\",\"name\":\"Flow\"}"));
        Assert.That(sent[1].ToJsonString(), Is.EqualTo("""{"args":[]}"""));
    }

    [Test]
    public async Task A_wrapped_pipeline_is_sent_unwrapped_and_otherwise_as_it_is()
    {
        var pipeline = PipelineDefinition.FromJson($$$"""{"pipeline":{{{Pipelines.Echo(setting: "größer <&> 'x'")}}},"editor":{"zoom":2}}""");

        await Client.UseAsync(pipeline).Soon();

        var sent = JsonNode.Parse(Server.ReceivedRequests.Single(request => request.Command == "execute").ArgumentsJson!)!["pipeline"];
        Assert.That(JsonNode.DeepEquals(sent, JsonNode.Parse(Pipelines.Echo(setting: "größer <&> 'x'").ToString())), Is.True, sent!.ToJsonString());
    }

    [Test]
    public async Task A_pipeline_that_the_engine_cannot_start_fails_and_leaves_nothing_behind()
    {
        var exception = await Client.UseAsync(Pipelines.WithUnknownProvider(), new UseOptions { Token = "MY-1" }).FailsWith<RunStartFailedException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.RunFailed));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.ServerMessage, Is.Not.Null.And.Not.Empty);
            Assert.That(exception.Message, Does.Contain(exception.ServerMessage));
        });
        await Client.GetTaskStatusAsync("MY-1").FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task A_start_that_fails_says_why_in_the_words_of_the_server()
    {
        Server.Faults.Tasks.FailNextStart("The model could not be loaded");

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunStartFailedException>();
        var next = await StartRunAsync();

        Assert.That(exception.ServerMessage, Is.EqualTo("The model could not be loaded"));
        Assert.That(exception.ServerTrace, Is.Not.Null);
        Assert.That(await StateOfAsync(next), Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_run_that_is_terminated_while_it_starts_says_so_although_the_server_says_nothing()
    {
        using var start = Server.Faults.Tasks.HoldStarts();
        var use = Client.UseAsync(Pipelines.Echo(), new UseOptions { Token = "MY-1" });
        await start.Reached.Soon();

        await NewClient().TerminateAsync("MY-1").Soon();
        var exception = await use.FailsWith<RunStartFailedException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Message, Does.Contain("terminated while it was starting"));
            Assert.That(exception.ServerMessage, Is.Null);
            Assert.That(exception.OutcomeUnknown, Is.False);
        });
    }

    [Test]
    public async Task A_pipeline_that_the_server_refuses_is_invalid()
    {
        var exception = await Client.UseAsync(Pipelines.WithoutSource()).FailsWith<PipelineInvalidException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.InvalidArgument));
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.Use));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.ServerMessage, Does.Contain("source component"));
            Assert.That(exception.Message, Does.Contain(exception.ServerMessage));
        });
    }

    [TestCase("Pipeline does not have a source component defined")]
    [TestCase("Pipeline has multiple source components, please specify one explicitly")]
    [TestCase("Pipeline source component \"x\" not found in components list")]
    [TestCase("Invalid components in pipeline")]
    [TestCase("Source \"x\" not found in pipeline")]
    [TestCase("'id'")]
    [TestCase("'NoneType' object is not iterable")]
    public async Task Every_text_that_refuses_a_pipeline_is_known(string text)
    {
        Server.Faults.On("execute").Once().FailWith(text);

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<PipelineInvalidException>();

        Assert.That(exception.ServerMessage, Is.EqualTo(text));
    }

    [TestCase("Permission 'task.control' denied")]
    [TestCase("Access denied: no permissions for this task")]
    [TestCase("Invalid account plan for pipeline")]
    public async Task A_start_that_the_key_does_not_allow_is_a_matter_of_permission(string text)
    {
        Server.Faults.On("execute").Once().FailWith(text);

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunPermissionException>();

        Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.Permission));
    }

    [TestCaseSource(nameof(BadOptions))]
    public async Task An_option_that_makes_no_sense_is_refused_before_anything_is_sent(UseOptions options, string name)
    {
        var exception = await Fails.With<RunInvalidArgumentException>(() => Client.UseAsync(Pipelines.Echo(), options));

        Assert.That(exception.Message, Does.Contain(name));
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    private static IEnumerable<TestCaseData> BadOptions()
    {
        yield return Bad(new UseOptions { Token = "" }, "UseOptions.Token");
        yield return Bad(new UseOptions { Source = "" }, "UseOptions.Source");
        yield return Bad(new UseOptions { Threads = 0 }, "UseOptions.Threads");
        yield return Bad(new UseOptions { TimeToLive = TimeSpan.FromSeconds(-1) }, "UseOptions.TimeToLive");
        yield return Bad(new UseOptions { TimeToLive = TimeSpan.FromSeconds(90.5) }, "UseOptions.TimeToLive");
        yield return Bad(new UseOptions { Environment = new Dictionary<string, string> { ["PATH"] = "x" } }, "ROCKETRIDE_");
        yield return Bad(new UseOptions { Environment = new Dictionary<string, string> { ["ROCKETRIDE_APIKEY"] = "x" } }, "ROCKETRIDE_APIKEY");

        static TestCaseData Bad(UseOptions options, string name) => new TestCaseData(options, name).SetArgDisplayNames(name);
    }
}
