using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Watching;

/// <summary>How a watch is left.</summary>
internal sealed class WatchLeavingTests : WatchTests
{
    [Test]
    public async Task Cancelling_ends_the_watch_and_the_subscription()
    {
        await using var scene = new TransportScene();
        using var cancellation = new CancellationTokenSource();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer, cancellation.Token);
        var next = watch.NextAsync();

        await cancellation.CancelAsync();
        await peer.AnswerNextAsync("rrext_monitor");

        await next.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Leaving_a_watch_does_not_wait_long_for_a_server_that_does_not_answer()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var watch = await RunningAsync(scene, peer);

        var leaving = watch.DisposeAsync().AsTask();
        await peer.ExpectAsync("rrext_monitor");
        await scene.Time.PassShortAsync(TimeSpan.FromSeconds(2));

        await leaving.Soon();
        Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.UnsubscribeFailed));
    }

    [Test]
    public async Task Two_watches_of_a_run_share_one_subscription()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var one = await RunningAsync(scene, peer);
        var other = new WatchReader(scene.Client.WatchAsync(SampleRun.Started));
        var first = other.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await first;

        await other.DisposeAsync();
        await AssertNothingElseWasSentAsync(scene, peer);
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(4));

        Assert.That((await one.NextStatusAsync()).State, Is.EqualTo(RunState.Stopping));
        await EndAsync(peer, one);
    }
}
