using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Watching;

/// <summary>What counts as news to one who watches a run.</summary>
internal sealed class WatchNewsTests : WatchTests
{
    [Test]
    public async Task A_status_that_repeats_itself_is_no_news()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, more: ""","metrics":{"cpu_percent":7.5},"tokens":{"total":1}"""));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, "Webhook ready"));

        Assert.That((await watch.NextStatusAsync()).Detail, Is.EqualTo("Webhook ready"));
        await EndAsync(peer, watch);
    }

    [TestCase("""{"status":"other"}""")]
    [TestCase("""{"totalCount":9}""")]
    [TestCase("""{"completedCount":9}""")]
    [TestCase("""{"failedCount":9}""")]
    [TestCase("""{"errors":["e"]}""")]
    [TestCase("""{"warnings":["w"]}""")]
    public async Task News_is(string change)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, more: $",{change[1..^1]}"));

        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Running));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task Steps_in_the_run_s_life_come_in_the_order_of_the_wire()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_task", $$"""{"action":"restart","name":"flow","__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_task", $$"""{"action":"running","tasks":[],"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_task", $$"""{"action":7,"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(2));
        await peer.EventAsync("apaevt_task", $$"""{"action":"dance","__id":"{{SampleRun.DisplayId}}"}""");

        Assert.That(((RunLifecycleChanged)await watch.NextAsync()).Action, Is.EqualTo("restart"));
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Starting));
        Assert.That(((RunLifecycleChanged)await watch.NextAsync()).Action, Is.EqualTo("dance"));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task A_restart_is_not_the_end()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6, "Restarting", completed: false));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3));

        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Starting));
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Running));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task Events_of_other_runs_and_events_that_make_no_sense_are_passed_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6).Replace(SampleRun.DisplayId, "ffffffff.webhook_1", StringComparison.Ordinal));
        await peer.EventAsync("apaevt_status_update");
        await peer.EventAsync("apaevt_status_update", "[]");
        await peer.EventAsync("apaevt_status_update", $$"""{"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_unheard_of", $$"""{"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_status_update", """{"__id":7,"state":6,"completed":true}""");
        await peer.SendAsync("garbage");
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(4));

        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Stopping));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task A_reader_that_is_too_slow_is_told_how_much_it_missed()
    {
        await using var scene = new TransportScene(options => options with { EventBufferSize = 2 });
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        for (var i = 1; i <= 7; i++)
            await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, processed: i));
        await AssertNothingElseWasSentAsync(scene, peer);

        Assert.That(((RunEventsDropped)await watch.NextAsync()).Count, Is.EqualTo(5));
        Assert.That((await watch.NextStatusAsync()).Processed, Is.EqualTo(6));
        Assert.That((await watch.NextStatusAsync()).Processed, Is.EqualTo(7));
        await EndAsync(peer, watch);
    }
}
