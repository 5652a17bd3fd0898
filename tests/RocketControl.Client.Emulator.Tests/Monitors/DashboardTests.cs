using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Monitors;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class DashboardTests
{
    [Test]
    public async Task Monitors_are_labelled_by_their_tasks_name_or_a_short_project()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["name"] = "flow" });
        await client.MonitorAsync(token, "TASK", "SUMMARY");
        await client.RequestAsync("rrext_monitor", new() { ["projectId"] = "a-long-project", ["source"] = "s", ["pipeId"] = 3, ["types"] = 64 });
        await client.MonitorAsync("*", "DASHBOARD");

        JsonObject dashboard = await client.RequestAsync("rrext_dashboard");

        JsonNode connection = dashboard["body"]!["connections"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(
                connection["monitors"]!.ToJsonString(),
                Is.EqualTo(
                    """
                    [{"key":"flow.W","flags":["summary","task"]},{"key":"a-long-p.s.pipe3","flags":["sse"]},{"key":"All tasks","flags":["dashboard"]}]
                    """));
            Assert.That(connection["attachedTasks"]!.ToJsonString(), Is.EqualTo("""["flow.W"]"""));
        });
    }

    [Test]
    public async Task Changes_of_monitors_are_told_to_every_listener_of_the_dashboard()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient listener = await server.LogInAsync();
        await listener.MonitorAsync("*", "DASHBOARD");
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        listener.Events.Clear();

        await client.MonitorAsync(token, "TASK");
        await client.MonitorAsync(token);
        await client.RequestAsync("rrext_monitor", new() { ["projectId"] = "p", ["source"] = "*", ["types"] = 4 });
        await listener.RequestAsync("rrext_ping");

        string id = $"{token[3..11]}.{Documents.EchoSource}";
        Assert.That(
            listener.Events.Select(message => message["body"]!).Where(body => (string?)body["action"] == "monitor_changed")
                .Select(body => ((string?)body["key"], (string?)body["change"])),
            Is.EqualTo(new[] { (id, "subscribed"), (id, "unsubscribed"), ("<Project:p.*>", "subscribed") }));
    }
}
