using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.AfterLogin))]
internal sealed class StalledServerTests(ClientCall call) : CallTests(call)
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(30);

    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with
    {
        TimeProvider = _time,
        CallTimeout = Never,
        UseTimeout = Never,
        SendTimeout = Never,
        MaxRetries = 0,
        AutoReconnect = false,
    };

    [Test]
    public async Task A_server_that_falls_silent_is_given_up_before_the_deadline_of_the_call()
    {
        using var fault = InCall.Once().StallConnection();
        var invocation = InvokeAsync();
        await fault.WhenHit.Soon();

        await LetTimePassAsync(invocation).Soon();
        var exception = await invocation.FailsWith<RunConnectionLostException>();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: true, "for 60 seconds");
        Assert.That(exception.Reason, Is.EqualTo(ConnectionLossReason.HeartbeatTimeout));
        await AssertUsableAsync();
    }

    /// <summary>One interval at a time, and after each a round trip of somebody else, in which what the interval set off has its turn.</summary>
    private async Task LetTimePassAsync(Task invocation)
    {
        var somebody = NewClient(base.ClientOptions);
        while (!invocation.IsCompleted)
        {
            _time.Advance(ClientOptions.HeartbeatInterval);
            await somebody.GetTaskStatusAsync(Scene.Run);
        }
    }
}
