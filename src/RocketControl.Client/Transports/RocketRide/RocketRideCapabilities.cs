namespace RocketControl.Client.Transports.RocketRide;

internal static class RocketRideCapabilities
{
    public static RunCapabilities OverWebSocket { get; } = new(
        RunBackend.RocketRide,
        new CapabilityEntry(RunCapability.Use, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Attach, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Send, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.OpenPipe, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Status, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Watch, CapabilitySupport.Native),
        new CapabilityEntry(
            RunCapability.TerminateGraceful,
            CapabilitySupport.Emulated,
            "The server ends what is in work; this client lets its own sends finish first."),
        new CapabilityEntry(RunCapability.TerminateForce, CapabilitySupport.Native),
        new CapabilityEntry(
            RunCapability.TerminateCheckpoint,
            CapabilitySupport.Unsupported,
            "RocketRide runs have no saved state; use TerminateMode.Graceful or TerminateMode.Force."),
        new CapabilityEntry(
            RunCapability.TerminateEscalate,
            CapabilitySupport.Unsupported,
            "The server uses force by itself after 5 seconds; use TerminateMode.Graceful without EscalateAfter."),
        new CapabilityEntry(RunCapability.Restart, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.List, CapabilitySupport.Native, "Only runs that are up are listed."),
        CannotHalt(RunCapability.Pause),
        CannotHalt(RunCapability.Resume));

    public static RunCapabilities OverHttp { get; } = new(
        RunBackend.RocketRide,
        OverWebSocket[RunCapability.Use],
        OverWebSocket[RunCapability.Attach],
        OverWebSocket[RunCapability.Send],
        new CapabilityEntry(RunCapability.OpenPipe, CapabilitySupport.Unsupported, "Use SendAsync with a stream, or a WebSocket."),
        OverWebSocket[RunCapability.Status],
        new CapabilityEntry(RunCapability.Watch, CapabilitySupport.Emulated, "The status is asked for again and again."),
        OverWebSocket[RunCapability.TerminateGraceful],
        OverWebSocket[RunCapability.TerminateForce],
        OverWebSocket[RunCapability.TerminateCheckpoint],
        OverWebSocket[RunCapability.TerminateEscalate],
        new CapabilityEntry(
            RunCapability.Restart,
            CapabilitySupport.Unsupported,
            "A run cannot be restarted over HTTP. Terminate it and start it again, or use RocketRideTransportMode.WebSocket."),
        new CapabilityEntry(
            RunCapability.List, CapabilitySupport.Unsupported, "Runs cannot be listed over HTTP. Use RocketRideTransportMode.WebSocket."),
        OverWebSocket[RunCapability.Pause],
        OverWebSocket[RunCapability.Resume]);

    private static CapabilityEntry CannotHalt(RunCapability capability) =>
        new(capability, CapabilitySupport.Unsupported, "RocketRide runs cannot be halted; use TerminateAsync and start again.");
}
