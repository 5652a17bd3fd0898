using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Faults;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class EventFaultTests
{
    private const string Event = "apaevt_dashboard";

    [Test]
    public async Task An_event_is_lost()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.OnEvent(Event).Once().Swallow();

        await SubscribeAsync(scene);

        Assert.That(scene.Client.Events, Is.Empty);
    }

    [Test]
    public async Task An_event_comes_twice()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.OnEvent(Event).Once().Duplicate();

        await SubscribeAsync(scene);

        Assert.That(scene.Client.Events.Select(message => ((string?)message["event"], (int?)message["seq"])), Is.EqualTo(new[] { (Event, 2), (Event, 3) }));
    }

    [Test]
    public async Task An_event_carries_a_bare_NaN_or_no_json_at_all()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.OnEvent(Event).Once().PutNaN("metrics.cpu_percent");
        scene.Faults.OnEvent(Event).Once().ReplaceWithText("garbage");

        int first = await SendSubscriptionAsync(scene);
        string nan = (await scene.Client.NextFrameAsync()).Text;
        await scene.Client.ReplyToAsync(first);
        await scene.Client.SendAsync("rrext_monitor", new() { ["projectId"] = "p", ["source"] = "s", ["types"] = new JsonArray("SSE") });
        string garbage = (await scene.Client.NextFrameAsync()).Text;

        Assert.That(nan, Does.Contain("\"cpu_percent\":NaN"));
        Assert.That(garbage, Is.EqualTo("garbage"));
    }

    [Test]
    public async Task A_connection_drops_instead_of_an_event()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.OnEvent(Event).Once().DropConnection();

        await SendSubscriptionAsync(scene);

        Assert.That(await scene.Client.EndAsync(), Is.EqualTo(TcpEnd.Reset));
    }

    [Test]
    public async Task A_rewrite_that_throws_closes_the_connection_with_its_message()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.OnEvent(Event).Once().Rewrite(_ => throw new InvalidOperationException("my mistake"));

        await SendSubscriptionAsync(scene);
        ReceivedFrame close = await scene.Client.CloseFrameAsync();

        Assert.That((close.CloseCode, close.CloseReason), Is.EqualTo((1011, "my mistake")));
    }

    [Test]
    public async Task A_flood_of_events_comes_before_the_reply()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().FloodBeforeReply(5_000, "apaevt_status_message");

        JsonObject reply = await scene.Client.RequestAsync("rrext_ping");

        Assert.That(scene.Client.Events, Has.Count.EqualTo(5_000));
        Assert.That((int?)reply["seq"], Is.EqualTo(5_002));
    }

    [Test]
    public async Task Unsolicited_events_and_texts_are_pushed_to_everyone()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        await using RawClient stranger = await RawClient.ConnectAsync(scene.Server);

        scene.Faults.PushEvent("apaext_account", new JsonObject { ["userId"] = "local" });
        scene.Faults.PushText("hello");

        foreach (RawClient client in new[] { scene.Client, stranger })
        {
            Assert.That((string?)(await client.NextEventAsync("apaext_account"))["body"]?["userId"], Is.EqualTo("local"));
            Assert.That((await client.NextFrameAsync()).Text, Is.EqualTo("hello"));
        }
    }

    private static async Task SubscribeAsync(FaultServer scene) => await scene.Client.ReplyToAsync(await SendSubscriptionAsync(scene));

    private static Task<int> SendSubscriptionAsync(FaultServer scene) =>
        scene.Client.SendAsync("rrext_monitor", new() { ["token"] = "*", ["types"] = new JsonArray("DASHBOARD") });
}
