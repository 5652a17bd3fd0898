namespace RocketControl.Client.Transports.Feldera;

internal static class FelderaCapabilities
{
    /// <summary>As long as the server has not told its edition.</summary>
    public static RunCapabilities Unknown { get; } = Create(
        CapabilitySupport.Conditional, "Only the Enterprise edition can save the state of a pipeline; elsewhere use TerminateMode.Force.");

    public static RunCapabilities Enterprise { get; } = Create(CapabilitySupport.Native, null);

    /// <summary>Conditional still: with AllowFallback it is carried out in another way.</summary>
    public static RunCapabilities OpenSource { get; } = Create(
        CapabilitySupport.Conditional,
        "This server's edition cannot save the state of a pipeline: use TerminateMode.Force, or TerminateOptions.AllowFallback.");

    private static RunCapabilities Create(CapabilitySupport saving, string? note) => new(
        RunBackend.Feldera,
        new CapabilityEntry(RunCapability.Use, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Attach, CapabilitySupport.Native),
        new CapabilityEntry(
            RunCapability.Send,
            CapabilitySupport.Native,
            "A send returns when its data is worked off; results are read from views: FelderaTransport.QueryAsync and ListenAsync."),
        new CapabilityEntry(
            RunCapability.OpenPipe, CapabilitySupport.Unsupported, "Use SendAsync with a stream, or FelderaTransport.IngestAsync with an asynchronous sequence."),
        new CapabilityEntry(RunCapability.Status, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Watch, CapabilitySupport.Emulated, "The status is asked for again and again."),
        new CapabilityEntry(RunCapability.TerminateGraceful, saving, note),
        new CapabilityEntry(RunCapability.TerminateForce, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.TerminateCheckpoint, saving, note),
        new CapabilityEntry(RunCapability.TerminateEscalate, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Restart, CapabilitySupport.Emulated, "The run is ended by force and started again."),
        new CapabilityEntry(RunCapability.List, CapabilitySupport.Native, "All pipelines are listed, those that do not run as well."),
        new CapabilityEntry(RunCapability.Pause, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Resume, CapabilitySupport.Native));
}
