using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class SessionDisposalTests
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    [Test]
    public async Task Disposing_closes_and_waits_for_the_peer_to_close_too()
    {
        await using var scene = new SessionScene();

        var disposing = scene.Session.DisposeAsync().AsTask();
        await scene.Peer.ClosedAsync();
        await scene.Time.WhenArmedAsync(CloseLimit);
        await scene.Peer.CloseAsync();

        await disposing.Soon();
        Assert.That(scene.Log.Ids, Is.EqualTo(new[] { RunControlEventIds.ConnectionBroken }));
    }

    [Test]
    public async Task Calls_under_way_fail_because_the_client_was_disposed()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("c");
        await scene.Peer.ExpectAsync("c");

        var disposing = scene.Session.DisposeAsync().AsTask();

        var failure = await call.FailureAsync<DapCallException>();
        Assert.That((failure.LossReason, failure.WasSent), Is.EqualTo((ConnectionLossReason.ClientDisposed, true)));
        await scene.Peer.CloseAsync();
        await disposing.Soon();
    }

    [Test]
    public async Task A_peer_that_never_closes_is_left_after_a_short_time()
    {
        await using var scene = new SessionScene();

        var disposing = scene.Session.DisposeAsync().AsTask();
        await scene.Time.PassAsync(CloseLimit);

        await disposing.Soon();
        Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.CloseFailed));
    }

    [Test]
    public async Task A_network_that_takes_nothing_does_not_hold_up_the_disposal()
    {
        await using var scene = new SessionScene();
        scene.Channel.Shut();
        var stuck = scene.CallAsync("stuck");
        await scene.Channel.WhenSendBegunAsync();

        var disposing = scene.Session.DisposeAsync().AsTask();
        await stuck.FailureAsync<DapCallException>();
        await scene.Time.PassAsync(CloseLimit);

        await disposing.Soon();
    }

    [Test]
    public async Task A_call_begun_during_the_disposal_fails_too()
    {
        await using var scene = new SessionScene();
        var disposing = scene.Session.DisposeAsync().AsTask();
        await scene.Time.WhenArmedAsync(CloseLimit);

        var call = scene.CallAsync("c");
        await scene.Peer.CloseAsync();

        await call.FailureAsync<DapCallException>();
        await disposing.Soon();
    }

    [Test]
    public async Task Calls_after_the_disposal_fail()
    {
        await using var scene = new SessionScene();
        await scene.Peer.CloseAsync();
        await scene.Session.DisposeAsync().Soon();

        await scene.CallAsync("c").FailureAsync<DapCallException>();
    }

    [Test]
    public async Task Disposing_twice_is_harmless()
    {
        await using var scene = new SessionScene();
        await scene.Peer.CloseAsync();

        await scene.Session.DisposeAsync().Soon();
        await scene.Session.DisposeAsync().Soon();

        Assert.That(scene.Breaks, Is.EqualTo(1));
    }

    [Test]
    public async Task A_session_that_is_about_to_end_takes_nothing_but_a_farewell()
    {
        await using var scene = new SessionScene();
        var call = scene.CallAsync("c");
        await scene.Peer.ExpectAsync("c");

        scene.Session.BeginClosing(new DapBreak(ConnectionLossReason.ClientDisposed, "Over."));
        var failures = (await call.FailureAsync<DapCallException>(), await scene.CallAsync("late").FailureAsync<DapCallException>());
        var farewell = scene.Session.CallAsync(new DapRequest("bye") { IsFarewell = true }, TimeSpan.FromMinutes(1), CancellationToken.None);
        await scene.Peer.AnswerNextAsync("bye");

        Assert.That((failures.Item1.WasSent, failures.Item2.WasSent), Is.EqualTo((true, false)));
        Assert.That((await farewell.Soon()).Success);
        Assert.That(scene.Session.IsAlive);
    }
}
