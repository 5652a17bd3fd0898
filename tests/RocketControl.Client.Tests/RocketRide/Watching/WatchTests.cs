using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Watching;

/// <summary>Tests of watches whose server is played by the test.</summary>
internal abstract class WatchTests
{
    protected static async Task<WatchReader> RunningAsync(TransportScene scene, ScriptedPeer peer, CancellationToken cancellationToken = default)
    {
        var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Started, cancellationToken));
        var first = watch.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        Assert.That((await first).State, Is.EqualTo(RunState.Running));
        return watch;
    }

    protected static async Task EndAsync(ScriptedPeer peer, WatchReader watch)
    {
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6));
        Assert.That((await watch.NextStatusAsync()).IsTerminal);
        var ending = watch.EndAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        await ending;
    }

    protected static async Task AssertNothingElseWasSentAsync(TransportScene scene, ScriptedPeer peer)
    {
        var ping = scene.Transport.PingAsync();
        await peer.AnswerNextAsync("rrext_ping");
        await ping.Soon();
    }
}
