using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Creating and starting (Feldera protocol §3, §6).</summary>
[TestFixture]
internal sealed class UsingTests : FelderaTests
{
    private const string Put = "PUT v0/pipelines/p";
    private const string Sql = "CREATE TABLE t (x INT);";

    [Test]
    public async Task A_pipeline_is_put_compiled_dismissed_started_and_waited_for_in_this_order()
    {
        Server.On(Put, Pipeline("Stopped", program: "Pending", version: 2))
            .On(Status, Pipeline("Stopped", program: "CompilingSql", version: 2))
            .On(Status, Pipeline("Stopped", version: 2))
            .On(Status, Pipeline("Provisioning", "Running", version: 2))
            .On(Status, Pipeline(version: 2))
            .On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202).On(StatsAddress, Stats());

        var run = await PassAsync(UseAsync(new FelderaPipeline("p", Sql) { Tags = ["a"], RuntimeConfig = new JsonObject { ["workers"] = 4 } }));

        Assert.Multiple(() =>
        {
            Assert.That((run.Id, run.Instance, run.DisplayId, run.Reused), Is.EqualTo(("p", "d1", "p", (bool?)false)));
            Assert.That(Server.Targets.Select(target => target.Split('?')[0]), Is.EqualTo(new[] { Put, Status, Status, Dismiss, Start, Status, Status, StatsAddress }));
            Assert.That(Server.Targets.Single(target => target.StartsWith(Start, StringComparison.Ordinal)), Does.EndWith("?initial=running&dismiss_error=false"));
            Assert.That(Server.Received[0].Text, Does.Contain("\"workers\":4").And.Contain("\"tags\":[\"a\"]").And.Not.Contain("program_config"));
        });
    }

    [Test]
    public async Task Only_the_version_that_was_put_counts_as_compiled()
    {
        Server.On(Put, Pipeline("Stopped", program: "Pending", version: 2))
            .On(Status, Pipeline("Stopped", version: 1))
            .On(Status, Pipeline("Stopped", program: "SqlError", version: 1))
            .On(Status, Pipeline("Stopped", version: 2))
            .On(Status, Pipeline(version: 2))
            .On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202).On(StatsAddress, Stats());

        await PassAsync(UseAsync(new FelderaPipeline("p", Sql)));
    }

    [Test]
    public async Task A_program_that_somebody_else_replaced_is_not_started_for_ones_own()
    {
        Server.On(Put, Pipeline("Stopped", version: 2)).On(Status, Pipeline("Stopped", version: 3));

        await FailureAsync<RunConflictException>(UseAsync(new FelderaPipeline("p", Sql)));

        Assert.That(Server.Count(Start), Is.Zero);
    }

    [Test]
    public async Task A_program_that_does_not_compile_tells_what_the_compiler_says()
    {
        const string messages = """
            ,"program_error":{"sql_compilation":{"exit_code":1,"messages":[
            {"start_line_number":3,"start_column":7,"error_type":"Syntax","message":"Column y not found","warning":false},
            {"start_line_number":1,"start_column":1,"error_type":"Style","message":"just a warning","warning":true}]}}
            """;
        Server.On(Put, Pipeline("Stopped", program: "Pending", version: 2))
            .On(Status + "?selector=status", Pipeline("Stopped", program: "SqlError", version: 2))
            .On(Status + "?selector=all", Pipeline("Stopped", program: "SqlError", version: 2, more: messages));

        var exception = await FailureAsync<PipelineInvalidException>(UseAsync(new FelderaPipeline("p", Sql)));

        Assert.That(exception.Message, Does.Contain("line 3, column 7").And.Contain("Column y not found").And.Not.Contain("just a warning"));
    }

    [Test]
    public async Task An_existing_pipeline_that_is_not_there_was_not_deleted()
    {
        Server.On(Status, """{"message":"There is no pipeline named 'p'","error_code":"UnknownPipelineName"}""", 404);

        var exception = await FailureAsync<RunNotFoundException>(UseAsync(FelderaPipeline.Existing("p")));

        Assert.That(exception.Message, Does.StartWith("There is no such pipeline.").And.Not.Contain("deleted"));
    }

    [Test]
    public async Task A_start_that_fails_ends_the_waiting_with_the_servers_error()
    {
        Existing();
        Server.On(Status, Pipeline("Provisioning", "Running")).On(Status, AtRest(Error("AutomatonProvisioningTimeout", "took too long")));

        var exception = await FailureAsync<RunStartFailedException>(UseAsync(FelderaPipeline.Existing("p")));

        Assert.That(exception.Code, Is.EqualTo("AutomatonProvisioningTimeout"));
        Assert.That(exception.Message, Does.Contain("took too long"));
    }

    [Test]
    public async Task A_start_that_somebody_takes_back_does_not_wait_for_ever()
    {
        Existing();
        Server.On(Status, Pipeline("Provisioning", "Running")).On(Status, AtRest());

        await FailureAsync<RunStartFailedException>(UseAsync(FelderaPipeline.Existing("p")));
    }

    [Test]
    public async Task The_state_before_the_start_is_not_taken_for_its_failure()
    {
        Existing();
        Server.On(Status, AtRest()).On(Status, Pipeline());

        var run = await PassAsync(UseAsync(FelderaPipeline.Existing("p")));

        Assert.That(run.Instance, Is.EqualTo("d1"));
    }

    [Test]
    public async Task An_early_start_is_no_stopped_pipeline()
    {
        Server.On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202).On(StatsAddress, Stats());
        for (var look = 0; look < 10; look++)
            Server.On(Status, Pipeline("Stopped", "Running", id: null, program: "CompilingRust"));
        Server.On(Status, Pipeline());

        await PassAsync(UseAsync(FelderaPipeline.Existing("p", new FelderaStartOptions { WaitForCompilation = false })));

        Assert.That(Server.Targets[0], Is.EqualTo(Dismiss), "it does not wait for the compiler before");
    }

    [Test]
    public async Task An_early_start_whose_program_does_not_compile_fails()
    {
        Server.On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202)
            .On(Status, Pipeline("Stopped", "Running", id: null, program: "CompilingSql"))
            .On(Status, AtRest(Error("StartFailedDueToFailedCompilation", "m", """{"compiler_error":"Column y not found"}""")));

        var exception = await FailureAsync<PipelineInvalidException>(
            UseAsync(FelderaPipeline.Existing("p", new FelderaStartOptions { WaitForCompilation = false })));

        Assert.That(exception.Message, Does.Contain("Column y not found"));
    }

    [TestCase(FelderaInitialState.Paused, "paused", "Paused")]
    [TestCase(FelderaInitialState.Standby, "standby", "Standby")]
    [TestCase(FelderaInitialState.Running, "running", "AwaitingApproval")]
    public async Task A_start_ends_in_the_state_that_was_asked_for_or_with_a_question(FelderaInitialState initial, string word, string status)
    {
        Existing();
        Server.On(Status, Pipeline(status));

        var seen = await PassAsync(Transport.StartAsync("p", new FelderaStartOptions
        {
            Initial = initial,
            BootstrapPolicy = FelderaBootstrapPolicy.AwaitApproval,
            SilentBootstrap = true,
        }));

        Assert.That(seen.RawState, Is.EqualTo(status));
        Assert.That(
            Server.Targets.Single(target => target.StartsWith(Start, StringComparison.Ordinal)),
            Does.EndWith($"?initial={word}&bootstrap_policy=await_approval&silent_bootstrap=true&dismiss_error=false"));
    }

    [Test]
    public async Task The_data_interface_is_waited_for()
    {
        Server.On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202).On(Status, Pipeline("Stopped")).On(Status, Pipeline());
        for (var look = 0; look < 4; look++)
            Server.On(StatsAddress, Error("PipelineInteractionUnreachable"), 503);
        Server.On(StatsAddress, Stats());

        await PassAsync(UseAsync(FelderaPipeline.Existing("p")));

        Assert.That(Server.Count(StatsAddress), Is.EqualTo(5));
    }

    [Test]
    public async Task A_start_that_takes_too_long_tells_what_was_seen_last()
    {
        Existing();
        Server.On(Status, Pipeline("Initializing", "Running"));

        var exception = await FailureAsync<RunTimeoutException>(UseAsync(FelderaPipeline.Existing("p")));

        Assert.That(exception.LastStatus?.RawState, Is.EqualTo("Initializing"));
        Assert.That(exception.Timeout, Is.EqualTo(Options.StartTimeout));
    }

    [Test]
    public async Task A_pipeline_that_is_deleted_while_it_starts_is_not_waited_for()
    {
        Existing();
        Server.On(Status, Error("UnknownPipelineName"), 404);

        await FailureAsync<RunNotFoundException>(UseAsync(FelderaPipeline.Existing("p")));
    }

    [Test]
    public async Task A_live_pipeline_is_not_replaced()
    {
        Server.On(Put, Error("UpdateRestrictedToStopped"), 400);

        var exception = await FailureAsync<RunAlreadyRunningException>(UseAsync(new FelderaPipeline("p", Sql)));

        Assert.That(exception.Message, Does.Contain("UseExisting"));
    }

    [Test]
    public async Task A_live_pipeline_that_is_defined_just_so_already_is_told_as_reused()
    {
        Server.On(Put, Pipeline()).On(Status, Pipeline()).On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202).On(StatsAddress, Stats());

        var run = await PassAsync(UseAsync(new FelderaPipeline("p", Sql)));

        Assert.That((run.Reused, run.Instance), Is.EqualTo(((bool?)true, "d1")));
    }

    [Test]
    public async Task A_live_pipeline_is_taken_as_it_is_on_request()
    {
        Server.On(Status, Pipeline("Paused"));

        var run = await PassAsync(Transport.UseAsync(new FelderaPipeline("p", Sql), new UseOptions { UseExisting = true }, CancellationToken.None));

        Assert.That((run.Reused, run.Instance), Is.EqualTo(((bool?)true, "d1")));
        Assert.That(Server.Targets.Select(target => target.Split(' ')[0]), Is.All.EqualTo("GET"));
    }

    [Test]
    public async Task Options_without_a_meaning_are_refused_before_anything_is_sent()
    {
        UseOptions[] meaningless =
        [
            new() { Token = "t" }, new() { Threads = 3 }, new() { TimeToLive = TimeSpan.FromMinutes(1) }, new() { Arguments = ["a"] },
            new() { TraceLevel = PipelineTraceLevel.Full }, new() { Name = "n" }, new() { TeamId = "t" },
            new() { Environment = new Dictionary<string, string> { ["A"] = "b" } },
        ];
        foreach (var options in meaningless)
            await Fails.With<RunInvalidArgumentException>(() => Transport.UseAsync(FelderaPipeline.Existing("p"), options, CancellationToken.None));
        await Fails.With<RunInvalidArgumentException>(() => Transport.UseAsync(SampleRun.Pipeline, new UseOptions(), CancellationToken.None));

        Assert.That(Server.Received, Is.Empty);
    }

    [Test]
    public async Task A_start_whose_answer_was_lost_names_the_run_that_may_be_up()
    {
        Server.On(Put, Error("PipelineInteractionUnreachable"), 503);

        var exception = await FailureAsync<RunUnavailableException>(UseAsync(new FelderaPipeline("p", Sql)));

        Assert.That((exception.OutcomeUnknown, exception.ExpectedRunId), Is.EqualTo((true, "p")));
    }

    [Test]
    public async Task A_restart_ends_by_force_waits_and_starts()
    {
        Server.On(Status, Pipeline()).On(Status, AtRest()).On(Status, Pipeline("Stopped")).On(Status, Pipeline(id: "d2"))
            .On(Force, "\"ok\"", 202).On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202).On(StatsAddress, Stats());

        var run = await PassAsync(Transport.RestartAsync(Run with { Instance = "d1" }, FelderaPipeline.Existing("p"), CancellationToken.None));

        Assert.That(run.Instance, Is.EqualTo("d2"));
        await Fails.With<RunInvalidArgumentException>(() => Transport.RestartAsync(Run, FelderaPipeline.Existing("other"), CancellationToken.None));
    }

    /// <summary>A pipeline that is there and compiled; what it looks like after its start is for the test to say.</summary>
    private void Existing() => Server.On(Dismiss, "\"ok\"").On(Start, "\"ok\"", 202).On(StatsAddress, Stats()).On(Status, Pipeline("Stopped"));

    private Task<Run> UseAsync(FelderaPipeline pipeline) => Transport.UseAsync(pipeline, new UseOptions(), CancellationToken.None);
}
