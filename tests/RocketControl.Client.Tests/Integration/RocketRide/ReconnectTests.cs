using System.Collections.Concurrent;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using State = RocketControl.Client.RocketRideConnectionState;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class ReconnectTests : EmulatorTests
{
    private readonly BlockingCollection<RocketRideConnectionStateChange> _changes = [];

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { OnConnectionStateChanged = _changes.Add };

    [Test]
    public async Task A_lost_connection_is_made_again_without_a_call()
    {
        var transport = NewTransport();
        await transport.ConnectAsync().Soon();

        Server.Faults.DropConnections();

        await AssertChangesAsync(State.Connecting, State.Connected, State.Reconnecting, State.Connected);
        Assert.That(transport.ConnectionState, Is.EqualTo(State.Connected));
        Assert.That(CountRequests("auth"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_refused_login_ends_the_attempts()
    {
        var transport = NewTransport();
        await transport.ConnectAsync().Soon();
        Server.Faults.RefuseLogins();

        Server.Faults.DropConnections();

        var changes = await AssertChangesAsync(State.Connecting, State.Connected, State.Reconnecting, State.Disconnected);
        Assert.That(changes[^1].Reason, Is.InstanceOf<RunAuthenticationException>());
        await transport.PingAsync().Soon();
        Assert.That(transport.ConnectionState, Is.EqualTo(State.Connected), "a call tries again");
    }

    [Test]
    public async Task No_call_slips_in_before_the_login()
    {
        var transport = NewTransport();
        await transport.ConnectAsync().Soon();
        using var login = Server.Faults.On("auth").Once().HoldReply();
        Server.Faults.DropConnections();
        await login.Reached.Soon();

        var pings = Enumerable.Range(0, 5).Select(_ => transport.PingAsync()).ToList();
        Assert.That(CountRequests("rrext_ping"), Is.Zero);
        login.Release();

        await Task.WhenAll(pings).Soon();
        Assert.That(CountRequests("auth"), Is.EqualTo(2));
    }

    [Test]
    public async Task Without_reconnecting_only_the_next_call_connects_again()
    {
        var transport = NewTransport(ClientOptions with { AutoReconnect = false });
        await transport.ConnectAsync().Soon();

        Server.Faults.DropConnections();
        await AssertChangesAsync(State.Connecting, State.Connected, State.Disconnected);
        Assert.That(CountRequests("auth"), Is.EqualTo(1));

        await transport.PingAsync().Soon();
        Assert.That(CountRequests("auth"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_handler_that_throws_does_no_harm()
    {
        var transport = NewTransport(ClientOptions with { OnConnectionStateChanged = _ => throw new InvalidOperationException("handler") });

        await transport.ConnectAsync().Soon();

        Assert.That(transport.ConnectionState, Is.EqualTo(State.Connected));
    }

    [Test]
    public async Task Disposal_is_the_last_change()
    {
        var transport = NewTransport();
        await transport.ConnectAsync().Soon();

        await transport.DisposeAsync().Soon();

        await AssertChangesAsync(State.Connecting, State.Connected, State.Closed);
    }

    [TearDown]
    public void DisposeChanges() => _changes.Dispose();

    private async Task<List<RocketRideConnectionStateChange>> AssertChangesAsync(params State[] expected)
    {
        var seen = await Task.Run(() =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            return expected.Select(_ => _changes.Take(limit.Token)).ToList();
        });
        Assert.That(seen.Select(change => change.Now), Is.EqualTo(expected));
        return seen;
    }
}
