using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Pipes;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PipeLifeTests
{
    private static readonly TimeSpan Scan = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_silent_pipe_is_dropped_and_its_id_goes_to_the_next_who_waits()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["threads"] = 1, ["ttl"] = 0 });
        await client.OpenAsync(token, "silent");
        int waiting = await client.SendAsync("rrext_process", TaskRequests.OpenArguments(token, "next"));
        await client.RequestAsync("rrext_ping");

        server.Time.Advance(2 * Scan);
        JsonObject status = await client.StatusAsync(token);
        server.Time.Advance(Scan);
        JsonObject next = await client.ReplyToAsync(waiting);
        await client.WriteAsync(token, 0, "late");
        JsonObject closed = await client.ClosePipeAsync(token, 0);

        Assert.Multiple(() =>
        {
            Assert.That((int)status["failedCount"]!, Is.Zero, "after 60 s it is still there");
            Assert.That((int)next["body"]!["pipe_id"]!, Is.Zero);
            Assert.That((string?)closed["body"]!["name"], Is.EqualTo("next"));
            Assert.That((string?)closed["body"]!["text"]![0], Is.EqualTo("late\n\n"));
        });
    }

    [Test]
    public async Task A_write_in_progress_keeps_its_pipe()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["ttl"] = 0 });
        await client.OpenAsync(token);
        using Hold hold = server.Faults.HoldWrites();
        int write = await client.SendAsync("rrext_process", TaskRequests.PipeArguments("write", token, 0), "x"u8.ToArray());
        await hold.Reached;

        server.Time.Advance(10 * Scan);
        hold.Release();
        await client.ReplyToAsync(write);
        JsonObject closed = await client.ClosePipeAsync(token, 0);

        Assert.That((string?)closed["body"]!["text"]![0], Is.EqualTo("x\n\n"));
    }

    [Test]
    public async Task Pipe_requests_in_flight_are_never_answered_when_the_task_ends()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.OpenAsync(token);
        await client.MonitorAsync(token, "TASK");
        using Hold hold = server.Faults.HoldCloses();
        int close = await client.SendAsync("rrext_process", TaskRequests.PipeArguments("close", token, 0));
        await hold.Reached;

        server.Faults.KillEngine(token);
        await client.NextEventAsync("apaevt_task");
        hold.Release();
        JsonObject ping = await client.RequestAsync("rrext_ping");

        Assert.That((int)ping["request_seq"]!, Is.GreaterThan(close));
    }

    [Test]
    public async Task On_request_they_are_answered()
    {
        await using TaskServer server = await TaskServer.StartAsync(change: options => options with { AnswersPipeRequestsOfEndedTasks = true });
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["threads"] = 0 });
        int open = await client.SendAsync("rrext_process", TaskRequests.OpenArguments(token));
        await client.RequestAsync("rrext_ping");

        server.Faults.KillEngine(token);
        JsonObject reply = await client.ReplyToAsync(open);

        Assert.That(((bool)reply["success"]!, (string?)reply["message"]), Is.EqualTo((false, "Connection lost")));
    }

    [Test]
    public async Task A_dead_connection_stays_listed_while_its_pipe_request_hangs()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient observer = await server.LogInAsync();
        RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["threads"] = 0 });
        await client.MonitorAsync(token, "TASK");
        await client.SendAsync("rrext_process", TaskRequests.OpenArguments(token));
        await client.RequestAsync("rrext_ping");
        await client.DisposeAsync();

        JsonObject dashboard = await observer.RequestAsync("rrext_dashboard");

        JsonArray connections = dashboard["body"]!["connections"]!.AsArray();
        Assert.That(
            connections.Select(connection => connection!["monitors"]!.AsArray().Count),
            Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task A_node_that_raises_fails_the_pipe_invisibly()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.OpenAsync(token);
        server.Faults.FailNextWrite("node exploded");

        JsonObject write = await client.WriteAsync(token, 0, "Hello");
        JsonObject later = await client.WriteAsync(token, 0, "World");
        JsonObject close = await client.ClosePipeAsync(token, 0);
        JsonObject status = await client.StatusAsync(token);

        Assert.Multiple(() =>
        {
            Assert.That((bool)write["success"]! && (bool)later["success"]!, Is.True);
            Assert.That(close["body"]!.ToJsonString(), Is.EqualTo("""{"name":"a","path":"","objectId":"473cbfe6-35fc-5c70-bffe-7d7eefaa29d3"}"""));
            Assert.That(((int)status["failedCount"]!, (int)status["failedSize"]!, (int)status["completedCount"]!), Is.EqualTo((1, 5, 0)));
        });
    }

    [Test]
    public async Task An_object_that_fails_in_the_pipeline_has_an_error_in_its_result()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.OpenAsync(token);
        await client.WriteAsync(token, 0, "Hello");
        server.Faults.FailNextObject("no answer");

        JsonObject close = await client.ClosePipeAsync(token, 0);

        Assert.Multiple(() =>
        {
            Assert.That((bool)close["success"]!, Is.True);
            Assert.That((string?)close["body"]!["error"]!["message"], Is.EqualTo("no answer"));
            Assert.That(close["body"]!.AsObject().ContainsKey("result_types"), Is.False);
        });
    }

    [Test]
    public async Task Counts_show_with_the_engines_next_report_and_are_lost_when_it_stops_before()
    {
        var interval = TimeSpan.FromMilliseconds(250);
        await using TaskServer server = await TaskServer.StartAsync(TaskServer.Instant with { CountsInterval = interval });
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.MonitorAsync(token, "DETAIL");

        var counts = new List<int>();
        foreach (string name in new[] { "first", "second" })
        {
            await client.OpenAsync(token, name);
            await client.ClosePipeAsync(token, 0);
            counts.Add((int)(await client.StatusAsync(token))["completedCount"]!);
            if (name == "first")
                server.Time.Advance(interval);
        }

        await client.TokenRequestAsync("terminate", token);
        counts.Add((int)(await client.StatusAsync(token))["completedCount"]!);

        Assert.Multiple(() =>
        {
            Assert.That(counts, Is.EqualTo(new[] { 0, 1, 1 }));
            Assert.That(client.Events.Count(message => (string?)message["event"] == "apaevt_status_counts"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Unusable_threads_show_only_when_data_comes()
    {
        await using TaskServer server = await TaskServer.StartAsync(TaskServer.Instant with { EngineConnectTimeout = TimeSpan.Zero });
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["threads"] = "many" });

        JsonObject open = await client.OpenAsync(token);

        Assert.That((string?)open["message"], Is.EqualTo("server rejected WebSocket connection: HTTP 500"));
    }
}
