using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>A watch and a wait are under way even when nothing is asked of the server.</summary>
[TestFixture]
internal sealed class WatchDisposalTests : EmulatorTests
{
    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = _time };

    [Test]
    public async Task A_client_disposed_between_two_events_ends_the_wait_at_once()
    {
        var run = await StartRunAsync();
        var wait = Client.WaitAsync(run);
        await _time.WhenArmedAsync(TimeSpan.FromSeconds(5));

        await Client.DisposeAsync().Soon();
        var exception = await wait.FailsWith<RunConnectionLostException>();

        Assert.That(exception.Reason, Is.EqualTo(ConnectionLossReason.ClientDisposed));
        Assert.That(exception.Message, Does.Contain("disposed"));
    }

    [Test]
    public async Task A_wait_cancelled_between_two_events_ends_at_once_and_is_unsubscribed()
    {
        var run = await StartRunAsync();
        using var cancellation = new CancellationTokenSource();
        var wait = Client.WaitAsync(run, cancellation.Token);
        await _time.WhenArmedAsync(TimeSpan.FromSeconds(5));

        await cancellation.CancelAsync();
        await wait.IsCancelledBy(cancellation.Token);

        Assert.That(Server.ReceivedRequests[^1].ArgumentsJson, Does.Contain("\"types\":[]"));
    }
}
