using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Watching;

/// <summary>Runs whose tokens begin alike have the same display id, which is all that events name their run by (RocketRide protocol §3.2, §6.3).</summary>
internal sealed class WatchNamesakeTests : WatchTests
{
    [TestCase(SampleRun.ProjectId, "another project")]
    [TestCase($"\"source\":\"{SampleRun.Source}\"", "\"source\":\"another source\"")]
    public async Task A_status_of_another_pipelines_run_is_not_taken_for_ours(string ours, string others)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6).Replace(ours, others, StringComparison.Ordinal));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(4));

        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Stopping));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task A_step_in_the_life_of_another_pipelines_run_is_not_told()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_task", TaskEvent("restart", "another project"));
        await peer.EventAsync("apaevt_task", TaskEvent("dance", SampleRun.ProjectId));

        Assert.That(((RunLifecycleChanged)await watch.NextAsync()).Action, Is.EqualTo("dance"));
        await EndAsync(peer, watch);

        static string TaskEvent(string action, string project) =>
            $$"""{"action":"{{action}}","name":"flow","projectId":"{{project}}","source":"{{SampleRun.Source}}","__id":"{{SampleRun.DisplayId}}"}""";
    }

    [Test]
    public async Task A_status_of_another_run_of_the_same_pipeline_makes_the_watch_ask_for_its_own()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);
        var next = watch.NextStatusAsync();

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6).Replace("1780000001.25", "1780000002.5", StringComparison.Ordinal));
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3, processed: 1));

        Assert.That(((await next).State, (await next).Processed), Is.EqualTo((RunState.Running, 1)));
        await EndAsync(peer, watch);
    }
}
