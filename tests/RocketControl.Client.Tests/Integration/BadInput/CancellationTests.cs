using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.All))]
internal sealed class CancellationTests(ClientCall call) : CallTests(call)
{
    [Test]
    public async Task Cancelled_before_it_sends_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var connections = Server.ConnectionCount;

        await InvokeAsync(cancellation.Token).IsCancelledBy(cancellation.Token);

        Assert.That(TimesSent, Is.Zero);
        Assert.That(Server.ConnectionCount, Is.EqualTo(connections));
        await AssertUsableAsync();
    }

    [Test]
    public async Task Cancelled_while_the_server_works_on_it_stops_waiting()
    {
        using var cancellation = new CancellationTokenSource();
        using var reply = InCall.Once().HoldReply();
        var invocation = InvokeAsync(cancellation.Token);
        await reply.Reached.Soon();

        await cancellation.CancelAsync();
        await invocation.IsCancelledBy(cancellation.Token);

        Assert.That(TimesSent, Is.EqualTo(1));
        if (Call.IsConnecting)
            reply.Release();
        await AssertUsableAsync();
    }

    [Test]
    public async Task Cancelled_while_it_waits_for_a_connection_sends_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var upgrade = Server.Faults.OnUpgrade().Hold();
        await LoseConnectionAsync();
        var invocation = InvokeAsync(cancellation.Token);
        await upgrade.Reached.Soon();

        await cancellation.CancelAsync();
        await invocation.IsCancelledBy(cancellation.Token);
        upgrade.Release();

        Assert.That(TimesSent, Is.Zero);
        await AssertUsableAsync();
    }

    [Test]
    public async Task Cancelled_afterwards_changes_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await InvokeAsync(cancellation.Token).Soon();

        await cancellation.CancelAsync();

        await AssertUsableAsync();
    }
}
