using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.Integration.VectorShift;

[TestFixture]
internal sealed class MainJobTests : VectorShiftTests
{
    [Test]
    public async Task A_run_is_started_read_and_completed()
    {
        var run = await StartAsync("echo", ("question", "Grüße 🚀"), ("count", 3));

        var outputs = await OutputsOfAsync(run).Soon();
        var end = await Client.WaitAsync(run).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(
                outputs.Select(output => (output.Number, output.Name, output.Text, output.IsResult)),
                Is.EqualTo(new[] { (1L, "question", "Grüße 🚀", false), (2, "count", "3", false), (3, "question", "Grüße 🚀", true), (4, "count", "3", true) }));
            Assert.That(end.State, Is.EqualTo(RunState.Completed));
            Assert.That(end.Source, Is.EqualTo(RunStatusSource.Stream));
            Assert.That(end.IsStale, Is.False);
            Assert.That(end.EndedAt, Is.Not.Null);
        });
    }

    [Test]
    public async Task A_run_is_known_as_soon_as_its_first_event_has_come()
    {
        var run = await StartAsync();

        var emulated = Server.Runs.Single();
        Assert.That(run.Id, Is.EqualTo($"endless/{emulated.Id}"));
        Assert.That(run.Instance, Is.EqualTo(emulated.Id));
        Assert.That(emulated.Ended.IsCompleted, Is.False);
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_watch_tells_the_whole_story_also_to_those_who_come_late()
    {
        var run = await StartAsync("echo", ("a", 1));
        await Client.WaitAsync(run).Soon();

        var seen = new List<RunEvent>();
        await foreach (var next in Client.WatchAsync(run))
            seen.Add(next);

        Assert.That(seen[0], Is.InstanceOf<RunStatusChanged>().With.Property("Status").Property("State").EqualTo(RunState.Running));
        Assert.That(seen.OfType<VectorShiftOutput>().Select(output => output.Name), Is.EqualTo(new[] { "a", "a" }));
        Assert.That(seen[^1], Is.InstanceOf<RunStatusChanged>().With.Property("Status").Property("State").EqualTo(RunState.Completed));
    }

    [Test]
    public async Task A_failed_run_is_a_failure_with_the_server_s_words()
    {
        var run = await StartAsync("failing", ("a", 1));

        var exception = await Fails.With<RunFailedException>(() => OutputsOfAsync(run));
        var end = await Client.WaitAsync(run).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Message, Does.Contain("node llm_1 failed"));
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.RunFailed));
            Assert.That(exception.Run, Is.EqualTo(run));
            Assert.That(end.State, Is.EqualTo(RunState.Failed));
            Assert.That(end.Error, Is.EqualTo("node llm_1 failed"));
        });
    }

    [Test]
    public async Task A_plain_run_returns_its_outputs_and_is_over()
    {
        var result = await Transport.RunAsync(Pipeline("echo", ("a", "x"), ("b", true))).Soon();

        Assert.That(result.Outputs["a"].GetString(), Is.EqualTo("x"));
        Assert.That(result.Outputs["b"].GetBoolean(), Is.True);
        Assert.That((await Client.GetTaskStatusAsync(result.Run).Soon()).State, Is.EqualTo(RunState.Completed));
        Assert.That(Server.ReceivedRequests.Single().Body, Does.Not.Contain("stream"));
    }

    [Test]
    public async Task A_plain_start_returns_when_the_run_is_over()
    {
        var run = await Client.UseAsync(new VectorShiftPipeline("echo") { IsStreamed = false, Inputs = new Dictionary<string, VectorShiftValue> { ["a"] = 1 } }).Soon();

        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Completed));
        Assert.That((await OutputsOfAsync(run).Soon()).Single().Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_plain_run_that_failed_with_200_is_a_failure()
    {
        var exception = await Transport.RunAsync(Pipeline("failing")).FailsWith<RunFailedException>();

        Assert.That(exception.Message, Does.Contain("node llm_1 failed"));
        Assert.That((await Client.GetTaskStatusAsync(exception.Run!).Soon()).State, Is.EqualTo(RunState.Failed));
    }

    [Test]
    public async Task Many_runs_are_made_in_one_call()
    {
        var results = await Transport.BulkRunAsync(
            "echo", [new Dictionary<string, VectorShiftValue> { ["a"] = 1 }, new Dictionary<string, VectorShiftValue> { ["a"] = 2 }]).Soon();

        Assert.That(results.Select(result => result.Outputs["a"].GetInt32()), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(results.Select(result => result.Run.Id), Is.Unique);
        Assert.That(Server.ReceivedRequests.Single().Path, Is.EqualTo(Route("echo", "bulk_run")));
    }

    [Test]
    public async Task Many_runs_of_which_one_failed_are_a_failure_that_names_them()
    {
        var exception = await Transport.BulkRunAsync("failing", [new Dictionary<string, VectorShiftValue> { ["a"] = 1 }]).FailsWith<RunFailedException>();

        Assert.That(exception.Message, Does.Contain($"failing/{Server.Runs.Single().Id}"));
    }

    [Test]
    public async Task A_bulk_route_of_older_servers_can_be_set()
    {
        await using var older = await VectorShiftEmulator.StartAsync(new() { BulkRunPath = "bulk-run" });
        var transport = NewTransport(ClientOptions with { Endpoint = older.Endpoint.ToString(), BulkRunPath = "bulk-run" });

        Assert.That(await transport.BulkRunAsync("echo", [new Dictionary<string, VectorShiftValue>()]).Soon(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Pipelines_are_listed_and_fetched()
    {
        var ids = await Transport.ListPipelinesAsync().Soon();
        var all = await Transport.ListPipelinesAsync(includeShared: true, withDetails: true).Soon();
        var one = await Transport.GetPipelineAsync("echo").Soon();
        var named = await Transport.GetPipelineByNameAsync("endless", "somebody", "an org").Soon();

        Assert.Multiple(() =>
        {
            Assert.That(ids.Select(pipeline => pipeline.Id), Is.EqualTo(new[] { "echo", "endless", "counter", "failing" }));
            Assert.That(all.Select(pipeline => pipeline.Name), Is.EqualTo(ids.Select(pipeline => pipeline.Id)));
            Assert.That((one.Id, one.Name), Is.EqualTo(("echo", "echo")));
            Assert.That(named.Id, Is.EqualTo("endless"));
            Assert.That(Server.ReceivedRequests[1].Query, Is.EqualTo("?include_shared=true&verbose=true"));
            Assert.That(Server.ReceivedRequests[3].Query, Is.EqualTo("?name=endless&username=somebody&org_name=an%20org"));
        });
    }

    [Test]
    public async Task A_pipeline_that_is_not_there_is_not_found()
    {
        var exception = await Transport.GetPipelineAsync("nowhere").FailsWith<RunNotFoundException>();

        Assert.That(exception.ServerMessage, Is.EqualTo("pipeline not found"));
        await Client.UseAsync(Pipeline("nowhere")).FailsWith<PipelineInvalidException>();
    }
}
