using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Tasks;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RestartTests
{
    [Test]
    public async Task A_failed_restart_keeps_the_record_and_its_reason()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        JsonObject broken = Documents.Echo();
        broken["components"]![1]!["provider"] = "nonexistent_provider";

        JsonObject failed = await RestartAsync(client, token, broken);
        JsonObject status = await client.StatusAsync(token);
        JsonObject revived = await RestartAsync(client, token, Documents.Echo());

        Assert.Multiple(async () =>
        {
            Assert.That((string?)failed["message"], Is.EqualTo("Service definition 'nonexistent_provider' not found"));
            Assert.That(((int)status["state"]!, (bool)status["completed"]!, (int)status["exitCode"]!), Is.EqualTo((6, true, 1)));
            Assert.That(status["errors"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That((bool)revived["success"]!, Is.True);
            Assert.That((int)(await client.StatusAsync(token))["state"]!, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task The_exit_code_is_null_after_a_restart_for_good()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());

        await RestartAsync(client, token, Documents.Echo());
        await client.TokenRequestAsync("terminate", token);
        JsonObject status = await client.StatusAsync(token);

        Assert.Multiple(() =>
        {
            Assert.That(status.ContainsKey("exitCode") && status["exitCode"] is null, Is.True);
            Assert.That((string?)status["exitMessage"], Is.EqualTo("Stopped"));
        });
    }

    [Test]
    public async Task Two_restarts_at_once_wedge_the_task_for_good()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        using Hold start = server.Faults.HoldStarts();

        int first = await client.SendAsync("restart", new() { ["token"] = token, ["pipeline"] = Documents.Echo() });
        await start.Reached;
        await client.SendAsync("restart", new() { ["token"] = token, ["pipeline"] = Documents.Echo() });
        await client.RequestAsync("rrext_ping");
        start.Release();
        JsonObject done = await client.ReplyToAsync(first);
        JsonObject open = await client.OpenAsync(token);
        JsonObject execute = await client.RequestAsync("execute", new() { ["pipeline"] = Documents.Echo() });
        int terminate = await client.SendAsync("terminate", new() { ["token"] = token });
        JsonObject ping = await client.RequestAsync("rrext_ping");

        Assert.Multiple(() =>
        {
            Assert.That((bool)done["success"]!, Is.True);
            Assert.That((string?)open["message"], Is.EqualTo("Task is terminating, cannot process data requests"));
            Assert.That((string?)execute["message"], Is.EqualTo("Pipeline is already running."));
            Assert.That((int)ping["request_seq"]!, Is.GreaterThan(terminate), "terminate must not have been answered before");
        });
    }

    [Test]
    public async Task A_restart_beats_a_terminate_that_came_first()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        using Hold stop = server.Faults.HoldStops();

        int terminate = await client.SendAsync("terminate", new() { ["token"] = token });
        await stop.Reached;
        int restart = await client.SendAsync("restart", new() { ["token"] = token, ["pipeline"] = Documents.Echo() });
        await client.RequestAsync("rrext_ping");
        stop.Release();
        JsonObject[] replies = [await client.ReplyToAsync(terminate), await client.ReplyToAsync(restart)];

        Assert.Multiple(async () =>
        {
            Assert.That(replies.Select(reply => (bool)reply["success"]!), Is.All.True);
            Assert.That((int)(await client.StatusAsync(token))["state"]!, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task A_terminate_while_the_new_run_starts_ends_it()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        using Hold start = server.Faults.HoldStarts();

        int restart = await client.SendAsync("restart", new() { ["token"] = token, ["pipeline"] = Documents.Echo() });
        await start.Reached;
        int terminate = await client.SendAsync("terminate", new() { ["token"] = token });
        JsonObject[] replies = [await client.ReplyToAsync(restart), await client.ReplyToAsync(terminate)];
        JsonObject status = await client.StatusAsync(token);
        start.Release();
        JsonObject again = await client.RequestAsync("execute", new() { ["pipeline"] = Documents.Echo() });

        Assert.Multiple(() =>
        {
            Assert.That(replies.Select(reply => (bool)reply["success"]!), Is.EqualTo(new[] { false, true }));
            Assert.That((string?)replies[0]["message"], Is.EqualTo("Stopped"));
            Assert.That(((int)status["state"]!, (bool)status["completed"]!, (string?)status["status"]), Is.EqualTo((6, true, "Stopped")));
            Assert.That((bool)again["success"]!, Is.True);
        });
    }

    [Test]
    public async Task An_open_during_a_restart_waits_for_the_new_run()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.OpenAsync(token, "old");
        using Hold start = server.Faults.HoldStarts();

        int restart = await client.SendAsync("restart", new() { ["token"] = token, ["pipeline"] = Documents.Echo() });
        await start.Reached;
        int open = await client.SendAsync("rrext_process", TaskRequests.OpenArguments(token, "new"));
        start.Release();
        await client.ReplyToAsync(restart);
        JsonObject opened = await client.ReplyToAsync(open);
        JsonObject closed = await client.ClosePipeAsync(token, 0);

        Assert.Multiple(() =>
        {
            Assert.That((int)opened["body"]!["pipe_id"]!, Is.Zero);
            Assert.That((string?)closed["body"]!["name"], Is.EqualTo("new"), "the old id addresses the new object");
        });
    }

    private static Task<JsonObject> RestartAsync(RawClient client, string token, JsonObject pipeline) =>
        client.RequestAsync("restart", new() { ["token"] = token, ["pipeline"] = pipeline });
}
