using System.Collections.Concurrent;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Resilience;

[TestFixture]
internal sealed class ReconnectingTests
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<RocketRideConnectionStateChange> _changes = [];

    [TearDown]
    public void TearDown() => _changes.Dispose();

    [Test]
    public async Task A_lost_connection_is_made_again_at_once_and_every_change_is_told()
    {
        await using var scene = Scene();
        var peer = await scene.ConnectAsync();

        await peer.CloseAsync();
        await scene.Server.AcceptLoginAsync();

        AssertNext(RocketRideConnectionState.Disconnected, RocketRideConnectionState.Connecting);
        AssertNext(RocketRideConnectionState.Connecting, RocketRideConnectionState.Connected);
        AssertNext(RocketRideConnectionState.Connected, RocketRideConnectionState.Reconnecting, typeof(RunConnectionLostException));
        AssertNext(RocketRideConnectionState.Reconnecting, RocketRideConnectionState.Connected);
        Assert.That(scene.Transport.ConnectionState, Is.EqualTo(RocketRideConnectionState.Connected));
    }

    [Test]
    public async Task Calls_wait_for_the_connection_that_is_being_made_again()
    {
        await using var scene = Scene();
        var peer = await scene.ConnectAsync();
        await peer.CloseAsync();
        await WhenAsync(RocketRideConnectionState.Reconnecting);
        var pings = new[] { scene.Transport.PingAsync(), scene.Transport.PingAsync() };

        var next = await scene.Server.AcceptLoginAsync();
        await next.AnswerNextAsync("rrext_ping");
        await next.AnswerNextAsync("rrext_ping");

        await Task.WhenAll(pings).Soon();
    }

    [Test]
    public async Task A_failed_attempt_is_followed_by_another_after_a_pause()
    {
        await using var scene = Scene();
        var peer = await scene.ConnectAsync();
        await peer.CloseAsync();

        for (var i = 0; i < 4; i++)
        {
            await (await scene.Server.AcceptAsync()).RefuseAsync(503);
            await scene.Time.PassShortAsync(LongestPause);
        }
        var next = await scene.Server.AcceptLoginAsync();
        var ping = scene.Transport.PingAsync();
        await next.AnswerNextAsync("rrext_ping");

        await ping.Soon();
        Assert.That(scene.Log.Ids.Count(id => id == RunControlEventIds.ReconnectFailed), Is.EqualTo(4));
    }

    [TestCase(404)]
    [TestCase(401)]
    public async Task What_will_not_pass_ends_the_attempts_until_the_next_call(int status)
    {
        await using var scene = Scene();
        var peer = await scene.ConnectAsync();
        await peer.CloseAsync();
        await (await scene.Server.AcceptAsync()).RefuseAsync(status);
        await WhenAsync(RocketRideConnectionState.Disconnected, after: RocketRideConnectionState.Reconnecting);

        var ping = scene.Transport.PingAsync();
        var next = await scene.Server.AcceptLoginAsync();
        await next.AnswerNextAsync("rrext_ping");

        await ping.Soon();
    }

    [Test]
    public async Task Attempts_end_when_their_time_is_over()
    {
        await using var scene = Scene(options => options with { ReconnectTimeout = TimeSpan.FromTicks(1) });
        var peer = await scene.ConnectAsync();
        await peer.CloseAsync();
        var connection = await scene.Server.AcceptAsync();
        scene.Time.Advance(TimeSpan.FromTicks(2));

        await connection.RefuseAsync(503);

        await WhenAsync(RocketRideConnectionState.Disconnected, after: RocketRideConnectionState.Reconnecting);
    }

    [Test]
    public async Task A_connection_that_breaks_right_after_its_login_is_made_again_too()
    {
        await using var scene = Scene();
        var peer = await scene.ConnectAsync();

        for (var i = 0; i < 3; i++)
        {
            await peer.CloseAsync();
            peer = await scene.Server.AcceptLoginAsync();
        }
        var ping = scene.Transport.PingAsync();
        await peer.AnswerNextAsync("rrext_ping");

        await ping.Soon();
    }

    [Test]
    public async Task Disposing_ends_the_attempts()
    {
        await using var scene = Scene();
        var peer = await scene.ConnectAsync();
        await peer.CloseAsync();
        await (await scene.Server.AcceptAsync()).RefuseAsync(503);
        await scene.Log.WhenLoggedAsync(RunControlEventIds.ReconnectFailed);
        var waiting = scene.Transport.PingAsync();

        await scene.Transport.DisposeAsync().Soon();

        Assert.That((await waiting.FailureAsync<RunConnectionLostException>()).Reason, Is.EqualTo(ConnectionLossReason.ClientDisposed));
        Assert.That(scene.Transport.ConnectionState, Is.EqualTo(RocketRideConnectionState.Closed));
        await scene.Transport.PingAsync().FailureAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task A_handler_that_throws_is_noted_and_told_of_the_next_change()
    {
        await using var scene = new TransportScene(options => options with
        {
            OnConnectionStateChanged = change =>
            {
                _changes.Add(change);
                throw new InvalidOperationException("The handler broke.");
            },
        });

        await scene.ConnectAsync();

        await WhenAsync(RocketRideConnectionState.Connected);
        Assert.That((await scene.Log.WhenLoggedAsync(RunControlEventIds.HandlerFailed)).Exception, Is.TypeOf<InvalidOperationException>());
    }

    private TransportScene Scene(Func<RocketRideOptions, RocketRideOptions>? configure = null) => new(options =>
        (configure ?? (same => same))(options with { OnConnectionStateChanged = _changes.Add }));

    private void AssertNext(RocketRideConnectionState before, RocketRideConnectionState now, Type? reason = null)
    {
        Assert.That(_changes.TryTake(out var change, TimeSpan.FromSeconds(30)));
        Assert.That((change!.Before, change.Now, change.Reason?.GetType()), Is.EqualTo((before, now, reason)));
    }

    /// <summary>Waits until the change to that state has been told, behind the one to another if need be.</summary>
    private Task WhenAsync(RocketRideConnectionState state, RocketRideConnectionState? after = null) => Task.Run(() =>
    {
        var isBehind = after is null;
        while (_changes.TryTake(out var change, TimeSpan.FromSeconds(30)))
        {
            if (isBehind && change.Now == state)
                return;
            isBehind |= change.Now == after;
        }
        throw new AssertionException($"The connection did not become {state}.");
    });
}
