namespace RocketControl.Client.Tests.Conventions;

/// <summary>Numbers of enumerations end up in compiled callers, so they do not change.</summary>
[TestFixture]
internal sealed class EnumTests
{
    [Test]
    public void Run_states_keep_their_numbers() => AssertNumbers<RunState>(
        "Unknown", "Pending", "Starting", "AwaitingInput", "Running", "Paused", "Stopping", "Completed", "Failed", "Cancelled", "Stopped");

    [Test]
    public void Modes_of_termination_keep_their_numbers() => AssertNumbers<TerminateMode>("Default", "Graceful", "Force", "Checkpoint", "GracefulThenForce");

    [Test]
    public void Outcomes_of_terminations_keep_their_numbers() => AssertNumbers<TerminateOutcome>("Accepted", "Completed", "AlreadyTerminated");

    [Test]
    public void Kinds_of_support_keep_their_numbers() => AssertNumbers<CapabilitySupport>("Unsupported", "Conditional", "Emulated", "Native");

    [Test]
    public void Backends_keep_their_numbers() => AssertNumbers<RunBackend>("RocketRide", "Feldera", "VectorShift", "Processes");

    [Test]
    public void Reasons_for_a_lost_connection_keep_their_numbers() => AssertNumbers<ConnectionLossReason>(
        "ClosedByPeer", "TransportFailed", "HeartbeatTimeout", "ProtocolViolation", "ClientDisposed");

    [Test]
    public void Ways_to_talk_keep_their_numbers() => AssertNumbers<RocketRideTransportMode>("Auto", "WebSocket", "Http");

    [Test]
    public void Connection_states_keep_their_numbers() => AssertNumbers<RocketRideConnectionState>(
        "Disconnected", "Connecting", "Connected", "Reconnecting", "Closed");

    [Test]
    public void What_is_not_set_is_the_mildest_value() => Assert.Multiple(() =>
    {
        Assert.That(default(RunControlErrorKind), Is.EqualTo(RunControlErrorKind.Server));
        Assert.That(default(RunState), Is.EqualTo(RunState.Unknown));
        Assert.That(default(TerminateMode), Is.EqualTo(TerminateMode.Default));
        Assert.That(default(CapabilitySupport), Is.EqualTo(CapabilitySupport.Unsupported));
    });

    private static void AssertNumbers<T>(params string[] names)
        where T : struct, Enum =>
        Assert.That(
            Enum.GetValues<T>().Select(value => (Convert.ToInt32(value), $"{value}")), Is.EqualTo(names.Select((name, number) => (number, name))));
}
