using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Monitors;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class MonitorTests
{
    [Test]
    public async Task An_event_that_several_subscriptions_want_comes_once()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        await client.MonitorAsync("*", "TASK");
        await SubscribeAsync(client, "project", "*", "TASK", "OUTPUT");
        await SubscribeAsync(client, "project", Documents.EchoSource, "TASK");
        client.Events.Clear();

        await client.ExecuteAsync(Documents.Echo());

        Assert.That(client.Events.Count(message => (string?)message["body"]!["action"] == "begin"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_token_and_its_project_share_one_mask_and_the_last_one_counts()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.MonitorAsync(token, "TASK");
        await SubscribeAsync(client, "project", Documents.EchoSource, "OUTPUT");
        client.Events.Clear();

        await client.TokenRequestAsync("terminate", token);

        Assert.That(client.Events.Select(message => (string?)message["event"]).Distinct(), Is.EqualTo(new[] { "output" }));
    }

    [Test]
    public async Task A_refused_request_leaves_the_old_mask_in_place()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.MonitorAsync(token, "TASK");

        JsonObject refused = await client.RequestAsync("rrext_monitor", new() { ["token"] = token, ["types"] = 256 });
        client.Events.Clear();
        await client.TokenRequestAsync("terminate", token);

        Assert.Multiple(() =>
        {
            Assert.That((bool)refused["success"]!, Is.False);
            Assert.That(client.Events, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task All_sources_of_a_project_get_the_placeholder_even_while_one_runs()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        await client.ExecuteAsync(Documents.Echo());

        await SubscribeAsync(client, "project", "*", "SUMMARY");

        JsonNode status = client.Events.Single()["body"]!;
        Assert.Multiple(() =>
        {
            Assert.That((int)status["state"]!, Is.Zero);
            Assert.That(((string?)status["status"], (string?)status["source"]), Is.EqualTo(("Not running", "*")));
            Assert.That((string?)status["__id"], Is.EqualTo("project.*"));
        });
    }

    [Test]
    public async Task The_list_of_running_tasks_is_not_filtered_by_the_subscription()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        await client.ExecuteAsync(Documents.Echo("first"));
        string finished = await client.ExecuteAsync(Documents.Echo("finished"));
        await client.TokenRequestAsync("terminate", finished);

        await SubscribeAsync(client, "other", "source", "TASK");

        JsonArray tasks = client.Events.Single()["body"]!["tasks"]!.AsArray();
        Assert.That(tasks.Select(task => (string?)task!["projectId"]), Is.EqualTo(new[] { "first" }));
    }

    [TestCase(0, 2)]
    [TestCase(1, 0)]
    public async Task A_subscription_to_a_pipe_gets_the_messages_of_that_pipe_only(int subscribedPipe, int expected)
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Chat());
        await client.OpenAsync(token, "Q", "application/rocketride-question");
        await client.RequestAsync("rrext_monitor", new() { ["token"] = token, ["pipeId"] = subscribedPipe, ["types"] = new JsonArray("ALL") });
        client.Events.Clear();

        await client.WriteAsync(token, 0, """{"questions":[{"text":"hi"}]}""");
        await client.TokenRequestAsync("terminate", token);

        Assert.That(client.Events.Select(message => (string?)message["event"]), Is.EqualTo(Enumerable.Repeat("apaevt_sse", expected)));
    }

    [Test]
    public async Task Flow_events_need_a_trace_level_and_carry_data_only_at_the_full_one()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        await client.MonitorAsync("*", "FLOW");

        string[] texts = [];
        foreach (string? level in new[] { null, "summary", "full" })
        {
            client.Events.Clear();
            string token = await client.ExecuteAsync(Documents.Echo(level ?? "none"), level is null ? null : new() { ["pipelineTraceLevel"] = level });
            await client.OpenAsync(token);
            await client.WriteAsync(token, 0, "x");
            JsonNode? text = client.Events.Select(flow => flow["body"]!["trace"]!).FirstOrDefault(trace => (string?)trace["lane"] == "text");
            texts = [.. texts, text?.ToJsonString() ?? "no event"];
        }

        Assert.That(texts, Is.EqualTo(new[] { "no event", """{"lane":"text","data":null}""", """{"lane":"text","data":"x"}""" }));
    }

    private static Task<JsonObject> SubscribeAsync(RawClient client, string project, string source, params string[] types) =>
        client.RequestAsync("rrext_monitor", new()
        {
            ["projectId"] = project,
            ["source"] = source,
            ["types"] = new JsonArray([.. types.Select(type => (JsonNode)type)]),
        });
}
