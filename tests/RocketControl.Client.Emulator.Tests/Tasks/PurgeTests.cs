using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Tasks;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PurgeTests
{
    [Test]
    public async Task A_finished_task_stays_readable_for_five_minutes_and_is_gone_with_the_next_look()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        server.Time.Advance(TimeSpan.FromSeconds(10));
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.TokenRequestAsync("terminate", token);
        await client.MonitorAsync("*", "DASHBOARD");

        server.Time.Advance(TimeSpan.FromSeconds(300));
        JsonObject kept = await client.TokenRequestAsync("rrext_get_task_status", token);
        JsonObject again = await client.TokenRequestAsync("terminate", token);
        server.Time.Advance(TimeSpan.FromSeconds(50));
        JsonObject gone = await client.TokenRequestAsync("rrext_get_task_status", token);

        Assert.Multiple(() =>
        {
            Assert.That((bool)kept["success"]!, Is.True);
            Assert.That((bool)again["success"]!, Is.True);
            Assert.That((string?)gone["message"], Is.EqualTo("Your pipeline is not running"));
            JsonNode removed = client.Events[^1]["body"]!;
            Assert.That((string?)removed["action"], Is.EqualTo("task_removed"));
            Assert.That((string?)removed["taskId"], Does.EndWith(".webhook_1"));
        });
    }

    [Test]
    public async Task The_purge_takes_the_monitors_of_the_source_from_every_connection_but_no_wildcard()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient watcher = await server.LogInAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await watcher.MonitorAsync(token, "TASK");
        await watcher.RequestAsync("rrext_monitor", new() { ["projectId"] = "project", ["source"] = "webhook_1", ["pipeId"] = 0, ["types"] = 64 });
        await watcher.RequestAsync("rrext_monitor", new() { ["projectId"] = "project", ["source"] = "*", ["types"] = 8 });
        await client.TokenRequestAsync("terminate", token);

        server.Time.Advance(TimeSpan.FromSeconds(420));
        await client.ExecuteAsync(Documents.Echo());
        JsonObject dashboard = await watcher.RequestAsync("rrext_dashboard");

        JsonNode monitors = dashboard["body"]!["connections"]![0]!["monitors"]!;
        Assert.Multiple(() =>
        {
            Assert.That(monitors.ToJsonString(), Is.EqualTo("""[{"key":"project.*","flags":["output"]}]"""));
            Assert.That(watcher.Events.Count(message => (string?)message["body"]!["action"] == "begin"), Is.Zero);
            Assert.That(watcher.Events.Count(message => (string?)message["event"] == "output"), Is.GreaterThan(0));
        });
    }
}
