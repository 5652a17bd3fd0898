using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.Repeatable))]
internal sealed class LostConnectionOfRepeatableCallTests(ClientCall call) : CallTests(call)
{
    [Test]
    public async Task It_is_made_again_on_a_new_connection([ValueSource(typeof(ConnectionLoss), nameof(ConnectionLoss.All))] ConnectionLoss loss)
    {
        loss.Inject(InCall.Once());

        await InvokeAsync().Soon();

        Assert.That(TimesSent, Is.GreaterThanOrEqualTo(2));
        Assert.That(TimesConnected, Is.EqualTo(1));
        await AssertUsableAsync();
    }

    [Test]
    public async Task It_fails_when_the_connection_is_lost_again_and_again(
        [ValueSource(typeof(ConnectionLoss), nameof(ConnectionLoss.All))] ConnectionLoss loss)
    {
        using var fault = loss.Inject(InCall);

        var exception = await InvokeAsync().FailsWith<RunConnectionLostException>();
        fault.Dispose();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: true, "look at the run's status before you repeat it");
        Assert.That(exception.IsTransient, Is.True);
        Assert.That(TimesSent, Is.EqualTo(1 + ClientOptions.MaxRetries));
        await AssertUsableAsync();
    }
}
