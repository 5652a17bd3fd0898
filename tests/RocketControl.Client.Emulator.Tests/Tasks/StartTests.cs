using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Tasks;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StartTests
{
    [Test]
    public async Task Execute_answers_only_when_the_task_runs()
    {
        await using TaskServer server = await TaskServer.StartAsync(TaskServer.Instant with { StartDuration = TimeSpan.FromSeconds(1.5) });
        await using RawClient client = await server.LogInAsync();
        await client.MonitorAsync("*", "SUMMARY");

        int execute = await client.SendAsync("execute", new() { ["pipeline"] = Documents.Echo() });
        await server.Time.WhenTimerWaitsAsync(TimeSpan.FromSeconds(1.5));
        server.Time.Advance(TimeSpan.FromSeconds(1.4));
        JsonObject tasks = await client.RequestAsync("rrext_get_tasks");
        server.Time.Advance(TimeSpan.FromSeconds(0.1));
        await client.ReplyToAsync(execute);

        Assert.Multiple(() =>
        {
            Assert.That(tasks["body"]!["tasks"]!.AsArray(), Is.Empty);
            Assert.That(client.Events.Select(update => (int)update["body"]!["state"]!), Is.EqualTo(new[] { 1, 2, 2, 3 }));
        });
    }

    [Test]
    public async Task A_poll_interval_delays_the_reply_to_its_grid()
    {
        await using TaskServer server = await TaskServer.StartAsync(
            TaskServer.Instant with { StartDuration = TimeSpan.FromMilliseconds(50), ReadinessPoll = TimeSpan.FromMilliseconds(250) });
        await using RawClient client = await server.LogInAsync();

        int execute = await client.SendAsync("execute", new() { ["pipeline"] = Documents.Echo() });
        await server.Time.WhenTimerWaitsAsync(TimeSpan.FromMilliseconds(250));
        server.Time.Advance(TimeSpan.FromMilliseconds(249));
        await client.RequestAsync("rrext_ping");
        int running = (await client.RequestAsync("rrext_get_tasks"))["body"]!["tasks"]!.AsArray().Count;
        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        JsonObject reply = await client.ReplyToAsync(execute);

        Assert.Multiple(() =>
        {
            Assert.That(running, Is.EqualTo(1));
            Assert.That((bool)reply["success"]!, Is.True);
        });
    }

    [Test]
    public async Task A_start_without_a_sign_of_life_fails_after_the_stall_limit_and_leaves_no_record()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        using Hold start = server.Faults.HoldStarts();

        int execute = await client.SendAsync("execute", new() { ["pipeline"] = Documents.Echo(), ["token"] = "T" });
        await start.Reached;
        await server.Time.WhenTimerWaitsAsync(TimeSpan.FromSeconds(300));
        server.Time.Advance(TimeSpan.FromSeconds(300));
        JsonObject reply = await client.ReplyToAsync(execute);
        JsonObject status = await client.TokenRequestAsync("rrext_get_task_status", "T");

        Assert.Multiple(() =>
        {
            Assert.That(
                (string?)reply["message"],
                Is.EqualTo(
                    "No subprocess events received for 300 seconds. Task stuck in state 2 "
                    + "(NONE=0, STARTING=1, INITIALIZING=2, RUNNING=3, STOPPING=4, COMPLETED=5, CANCELLED=6)"));
            Assert.That((string?)status["message"], Is.EqualTo("Your pipeline is not running"));
        });
    }

    [Test]
    public async Task An_injected_start_failure_is_told_and_leaves_no_record()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        server.Faults.FailNextStart("no GPU", 3);
        await client.MonitorAsync("*", "TASK", "SUMMARY", "DASHBOARD");

        JsonObject failed = await client.RequestAsync("execute", new() { ["pipeline"] = Documents.Echo(), ["token"] = "T" });
        string again = await client.ExecuteAsync(Documents.Echo(), new() { ["token"] = "T" });

        JsonNode[] bodies = [.. client.Events.Select(message => message["body"]!)];
        JsonNode error = bodies.Single(body => (string?)body["action"] == "task_error");
        Assert.Multiple(() =>
        {
            Assert.That((string?)failed["message"], Is.EqualTo("no GPU"));
            Assert.That(((int)error["exitCode"]!, (string?)error["exitMessage"]), Is.EqualTo((3, "no GPU")));
            Assert.That(again, Is.EqualTo("T"));
            Assert.That(
                bodies.Where(body => body["state"] is not null).Select(body => (int)body["state"]!).Take(5),
                Is.EqualTo(new[] { 1, 2, 4, 6, 6 }));
        });
    }

    [Test]
    public async Task An_execute_whose_connection_is_cut_goes_on()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient observer = await server.LogInAsync();
        using Hold start = server.Faults.HoldStarts();
        RawClient client = await server.LogInAsync();

        await client.SendAsync("execute", new() { ["pipeline"] = Documents.Echo(), ["token"] = "T" });
        await start.Reached;
        await observer.MonitorAsync("T", "SUMMARY");
        await client.DisposeAsync();
        start.Release();
        JsonObject update = await observer.NextEventAsync("apaevt_status_update");

        Assert.That((int)update["body"]!["state"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task An_existing_task_is_used_while_it_starts_and_its_pipeline_stays()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        using Hold start = server.Faults.HoldStarts();
        int first = await client.SendAsync("execute", new() { ["pipeline"] = Documents.Echo(), ["token"] = "T" });
        await start.Reached;

        int second = await client.SendAsync("execute", new() { ["pipeline"] = Documents.Chat("other"), ["token"] = "T", ["useExisting"] = true });
        JsonObject third = await client.RequestAsync("execute", new() { ["pipeline"] = Documents.Echo(), ["token"] = "T" });
        start.Release();
        JsonObject used = await client.ReplyToAsync(second);
        await client.ReplyToAsync(first);

        Assert.Multiple(() =>
        {
            Assert.That((string?)third["message"], Is.EqualTo("Pipeline is already running."));
            Assert.That((string?)used["body"]!["projectId"], Is.EqualTo("project"));
            Assert.That((string?)used["body"]!["provider"], Is.EqualTo("webhook"));
        });
    }
}
