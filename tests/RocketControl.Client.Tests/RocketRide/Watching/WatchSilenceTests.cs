using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Watching;

/// <summary>What a watch does when it hears nothing, or the connection is lost.</summary>
internal sealed class WatchSilenceTests : WatchTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    [Test]
    public async Task After_some_silence_the_status_is_asked_for()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);
        var next = watch.NextStatusAsync();

        await scene.Time.PassAsync(Silence);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await scene.Time.PassAsync(Silence);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(4));

        Assert.That(((await next).State, (await next).Source), Is.EqualTo((RunState.Stopping, RunStatusSource.Native)));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task A_run_that_the_server_has_cleaned_up_is_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);
        var next = watch.NextStatusAsync();

        await scene.Time.PassAsync(Silence);
        await peer.RefuseNextAsync("rrext_get_task_status", "Your pipeline is not running");

        var last = await next;
        Assert.That((last.State, last.Source, last.IsReachable), Is.EqualTo((RunState.Stopped, RunStatusSource.Remembered, true)));
        var ending = watch.EndAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        await ending;
    }

    [Test]
    public async Task A_lost_connection_shows_and_is_got_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.CloseAsync();
        var unreachable = await watch.NextStatusAsync();
        var again = watch.NextStatusAsync();
        var next = await scene.Server.AcceptLoginAsync();
        var subscription = await next.AnswerNextAsync("rrext_monitor");
        await next.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        var reachable = await again;
        await next.EventAsync("apaevt_status_update", SampleRun.Status(4));

        Assert.Multiple(() =>
        {
            Assert.That(
                (unreachable.State, unreachable.IsReachable, unreachable.Source), Is.EqualTo((RunState.Running, false, RunStatusSource.Remembered)));
            Assert.That((reachable.State, reachable.IsReachable), Is.EqualTo((RunState.Running, true)));
            Assert.That(subscription.Text("projectId"), Is.EqualTo(SampleRun.ProjectId));
        });
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Stopping));
        await EndAsync(next, watch);
    }

    [Test]
    public async Task A_server_that_stays_away_ends_the_watch_after_some_attempts()
    {
        await using var scene = new TransportScene(options => options with { AutoReconnect = false, MaxRetries = 0 });
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);
        await peer.CloseAsync();
        Assert.That((await watch.NextStatusAsync()).IsReachable, Is.False);
        var next = watch.NextAsync();

        for (var failure = 1; failure <= 6; failure++)
        {
            await scene.Time.PassAsync(Silence);
            await (await scene.Server.AcceptAsync()).RefuseAsync(503);
            if (failure < 6)
                await scene.Time.PassAsync(TimeSpan.FromSeconds(0.25 * Math.Pow(2, failure - 1)));
        }

        await next.FailureAsync<RunConnectionFailedException>();
    }
}
