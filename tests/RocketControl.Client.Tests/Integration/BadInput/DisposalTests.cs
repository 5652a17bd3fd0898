using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.All))]
internal sealed class DisposalTests(ClientCall call) : CallTests(call)
{
    [Test]
    public async Task A_client_disposed_while_the_server_works_on_it_ends_it()
    {
        using var fault = InCall.SwallowRequest();
        var invocation = InvokeAsync();
        await fault.WhenHit.Soon();

        await Scene.Client.DisposeAsync().Soon();
        var exception = await invocation.FailsWith<RunConnectionLostException>();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: !Call.IsConnecting, "disposed");
        Assert.That(exception.Reason, Is.EqualTo(ConnectionLossReason.ClientDisposed));
        Assert.That(exception.IsTransient, Is.False);
        Assert.That(TimesSent, Is.EqualTo(1));
    }

    [Test]
    public async Task A_client_disposed_while_it_waits_for_a_connection_ends_it()
    {
        using var upgrade = Server.Faults.OnUpgrade().Hold();
        await LoseConnectionAsync();
        var invocation = InvokeAsync();
        await upgrade.Reached.Soon();

        await Scene.Client.DisposeAsync().Soon();

        await invocation.FailsWith<RunConnectionLostException>();
    }

    [Test]
    public async Task A_disposed_client_refuses_it()
    {
        await Scene.Client.DisposeAsync().Soon();

        await Fails.With<ObjectDisposedException>(() => InvokeAsync());

        Assert.That(TimesSent, Is.Zero);
    }
}
