using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.Unrepeatable))]
internal sealed class LostConnectionOfUnrepeatableCallTests(ClientCall call) : CallTests(call)
{
    [Test]
    public async Task It_is_not_made_again_and_its_outcome_is_unknown([ValueSource(typeof(ConnectionLoss), nameof(ConnectionLoss.All))] ConnectionLoss loss)
    {
        loss.Inject(InCall);

        var exception = await InvokeAsync().FailsWith<RunConnectionLostException>();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: true, "look at the run's status before you repeat it");
        Assert.That(exception.Reason, Is.AnyOf(ConnectionLossReason.ClosedByPeer, ConnectionLossReason.TransportFailed));
        Assert.That(exception.IsTransient, Is.True);
        Assert.That(TimesSent, Is.EqualTo(1));
        await AssertUsableAsync();
    }
}
