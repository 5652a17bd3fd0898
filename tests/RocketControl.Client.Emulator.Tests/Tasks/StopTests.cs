using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Tasks;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StopTests
{
    [Test]
    public async Task A_hanging_pipe_request_delays_the_end_by_the_kill_timeout()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["threads"] = 1 });
        await client.OpenAsync(token);
        await client.SendAsync("rrext_process", TaskRequests.OpenArguments(token, "waits"));

        int terminate = await client.SendAsync("terminate", new() { ["token"] = token });
        JsonObject refused = await client.OpenAsync(token);
        await server.Time.WhenTimerWaitsAsync(TimeSpan.FromSeconds(5));
        server.Time.Advance(TimeSpan.FromSeconds(4.9));
        JsonObject stopping = await client.StatusAsync(token);
        server.Time.Advance(TimeSpan.FromSeconds(0.1));
        await client.ReplyToAsync(terminate);

        Assert.Multiple(async () =>
        {
            Assert.That((string?)refused["message"], Is.EqualTo("Task is terminating, cannot process data requests"));
            Assert.That((int)stopping["state"]!, Is.EqualTo(3));
            Assert.That((int)(await client.StatusAsync(token))["state"]!, Is.EqualTo(6));
        });
    }

    [Test]
    public async Task The_reply_comes_one_poll_after_the_end()
    {
        await using TaskServer server = await TaskServer.StartAsync(TaskServer.Instant with { StopPoll = TimeSpan.FromMilliseconds(100) });
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.MonitorAsync(token, "TASK");

        int terminate = await client.SendAsync("terminate", new() { ["token"] = token });
        await client.NextEventAsync("apaevt_task");
        await server.Time.WhenTimerWaitsAsync(TimeSpan.FromMilliseconds(100));
        server.Time.Advance(TimeSpan.FromMilliseconds(100));
        JsonObject reply = await client.ReplyToAsync(terminate);

        Assert.That((bool)reply["success"]!, Is.True);
    }

    [Test]
    public async Task Polls_see_completed_while_the_task_is_still_stopping()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        using Hold stop = server.Faults.HoldStops();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.MonitorAsync(token, "SUMMARY");

        int first = await client.SendAsync("terminate", new() { ["token"] = token });
        int second = await client.SendAsync("terminate", new() { ["token"] = token });
        await stop.Reached;
        JsonObject status = await client.StatusAsync(token);
        stop.Release();
        JsonObject[] replies = [await client.ReplyToAsync(first), await client.ReplyToAsync(second)];

        JsonNode broadcast = client.Events.Select(update => update["body"]!).Single(body => (int)body["state"]! == 4);
        Assert.Multiple(() =>
        {
            Assert.That((int)status["state"]!, Is.EqualTo(4));
            Assert.That((bool)status["completed"]!, Is.True);
            Assert.That((double)status["endTime"]!, Is.GreaterThan(0));
            Assert.That((double)status["metrics"]!["cpu_memory_mb"]!, Is.Zero);
            Assert.That((bool)broadcast["completed"]!, Is.False);
            Assert.That(replies.Select(reply => (bool)reply["success"]!), Is.All.True);
        });
    }

    [Test]
    public async Task A_terminate_during_the_start_makes_execute_fail_with_an_empty_message()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        using Hold start = server.Faults.HoldStarts();
        int execute = await client.SendAsync("execute", new() { ["pipeline"] = Documents.Echo(), ["token"] = "T" });
        await start.Reached;

        JsonObject terminate = await client.TokenRequestAsync("terminate", "T");
        JsonObject failed = await client.ReplyToAsync(execute);
        JsonObject status = await client.TokenRequestAsync("rrext_get_task_status", "T");

        Assert.Multiple(() =>
        {
            Assert.That((bool)terminate["success"]!, Is.True);
            Assert.That((string?)failed["message"], Is.Empty);
            Assert.That((string?)status["message"], Is.EqualTo("Your pipeline is not running"));
        });
    }

    [TestCase(true, "killed")]
    [TestCase(false, "terminated")]
    public async Task An_engine_that_is_asked_to_stop_becomes_ready_first_and_one_that_dies_does_not(bool dies, string token)
    {
        var untilReady = TimeSpan.FromMilliseconds(50);
        await using TaskServer server = await TaskServer.StartAsync(TaskServer.Instant with { ReadyDelay = untilReady });
        await using RawClient client = await server.LogInAsync();
        await client.ExecuteAsync(Documents.Echo(), new() { ["token"] = token });
        await client.MonitorAsync(token, "TASK", "DETAIL");
        client.Events.Clear();

        if (dies)
        {
            server.Faults.KillEngine(token);
            await client.NextEventAsync("apaevt_task");
        }
        else
        {
            int terminate = await client.SendAsync("terminate", new() { ["token"] = token });
            await client.RequestAsync("rrext_ping");
            server.Time.Advance(untilReady);
            await client.ReplyToAsync(terminate);
        }

        Assert.That(client.Events.Count(message => (string?)message["event"] == "apaevt_status_user"), Is.EqualTo(dies ? 0 : 1));
    }

    [Test]
    public async Task A_killed_engine_completes_the_task_and_a_crashed_one_cancels_it()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string killed = await client.ExecuteAsync(Documents.Echo("killed"));
        string crashed = await client.ExecuteAsync(Documents.Echo("crashed"));
        await client.MonitorAsync("*", "TASK");

        bool[] found = [server.Faults.KillEngine(killed), server.Faults.CrashEngine(crashed, 7, "boom", "Error*boom*x.cpp:1"), server.Faults.KillEngine("tk_nope")];
        await client.NextEventAsync("apaevt_task");
        await client.NextEventAsync("apaevt_task");
        JsonObject completed = await client.StatusAsync(killed);
        JsonObject cancelled = await client.StatusAsync(crashed);

        Assert.Multiple(async () =>
        {
            Assert.That(found, Is.EqualTo(new[] { true, true, false }));
            Assert.That(((int)completed["state"]!, (string?)completed["status"], (int)completed["exitCode"]!), Is.EqualTo((5, "Completed", 0)));
            Assert.That(((int)cancelled["state"]!, (string?)cancelled["exitMessage"], (int)cancelled["exitCode"]!), Is.EqualTo((6, "boom", 7)));
            Assert.That(cancelled["errors"]!.ToJsonString(), Is.EqualTo("""["Error*boom*x.cpp:1"]"""));
            Assert.That((string?)(await client.OpenAsync(killed))["message"], Is.EqualTo("Task has already completed"));
            Assert.That((string?)(await client.OpenAsync(crashed))["message"], Is.EqualTo("boom"));
        });
    }
}
