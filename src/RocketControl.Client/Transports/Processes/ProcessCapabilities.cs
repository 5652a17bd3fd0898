namespace RocketControl.Client.Transports.Processes;

internal static class ProcessCapabilities
{
    private const string IfServed = "Some servers have no such route; the first call tells.";

    public static RunCapabilities Table { get; } = new(
        RunBackend.Processes,
        new CapabilityEntry(
            RunCapability.Use,
            CapabilitySupport.Unsupported,
            "A process manager has no route to start anything. Start the process where it is to run, and use AttachAsync with its pid."),
        new CapabilityEntry(RunCapability.Attach, CapabilitySupport.Native, "By pid. Where processes cannot be asked about, the pid is taken on trust."),
        TakesNoData(RunCapability.Send),
        TakesNoData(RunCapability.OpenPipe),
        new CapabilityEntry(RunCapability.Status, CapabilitySupport.Conditional, "Without a route to ask, it is what this client remembers."),
        new CapabilityEntry(RunCapability.Watch, CapabilitySupport.Conditional, "The status is asked for again and again. " + IfServed),
        new CapabilityEntry(RunCapability.TerminateGraceful, CapabilitySupport.Native, "SIGTERM; some servers kill what does not end within a second."),
        new CapabilityEntry(RunCapability.TerminateForce, CapabilitySupport.Native, "SIGKILL; some servers try SIGTERM for a second first."),
        new CapabilityEntry(
            RunCapability.TerminateCheckpoint,
            CapabilitySupport.Unsupported,
            "Processes have no saved state; use TerminateMode.Graceful or TerminateMode.Force."),
        new CapabilityEntry(
            RunCapability.TerminateEscalate,
            CapabilitySupport.Unsupported,
            "A process that was asked to end counts as ended, and a second request is refused; use TerminateMode.Force at once."),
        new CapabilityEntry(
            RunCapability.Restart, CapabilitySupport.Unsupported, "A process manager has no route to start anything. Start the process where it is to run."),
        new CapabilityEntry(RunCapability.List, CapabilitySupport.Conditional, IfServed),
        new CapabilityEntry(RunCapability.Pause, CapabilitySupport.Conditional, IfServed),
        new CapabilityEntry(RunCapability.Resume, CapabilitySupport.Conditional, IfServed));

    private static CapabilityEntry TakesNoData(RunCapability capability) =>
        new(capability, CapabilitySupport.Unsupported, "Processes take no data through a process manager; use what the process itself listens on.");
}
