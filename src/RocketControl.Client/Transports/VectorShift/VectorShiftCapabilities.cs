namespace RocketControl.Client.Transports.VectorShift;

internal static class VectorShiftCapabilities
{
    private const string NoRuns = "VectorShift does not tell of its runs; use the run that UseAsync returned. VectorShiftTransport.ListPipelinesAsync lists pipelines.";
    private const string NoSend = "Inputs belong to the start of a run: give them to VectorShiftPipeline and use UseAsync for each object.";
    private const string OneWay = "VectorShift has one way to end a run; use TerminateMode.Graceful.";

    public static RunCapabilities Of(VectorShiftOptions options) => new(
        RunBackend.VectorShift,
        new CapabilityEntry(RunCapability.Use, CapabilitySupport.Emulated, "The run is streamed: its first event names it."),
        new CapabilityEntry(RunCapability.Attach, CapabilitySupport.Native, "Needs the pipeline's id and the run's: pipeline/run."),
        new CapabilityEntry(RunCapability.Send, CapabilitySupport.Unsupported, NoSend),
        new CapabilityEntry(RunCapability.OpenPipe, CapabilitySupport.Unsupported, NoSend),
        options.StatusRoute is null
            ? new CapabilityEntry(RunCapability.Status, CapabilitySupport.Emulated, "It is made of what this client saw; VectorShiftOptions.StatusRoute sets a route.")
            : new CapabilityEntry(RunCapability.Status, CapabilitySupport.Native),
        new CapabilityEntry(
            RunCapability.Watch, CapabilitySupport.Conditional, "Runs that this client streams; others only with VectorShiftOptions.StatusRoute."),
        new CapabilityEntry(RunCapability.TerminateGraceful, CapabilitySupport.Native, "What becomes of work at hand is not documented."),
        new CapabilityEntry(RunCapability.TerminateForce, CapabilitySupport.Unsupported, OneWay),
        new CapabilityEntry(RunCapability.TerminateCheckpoint, CapabilitySupport.Unsupported, OneWay),
        new CapabilityEntry(RunCapability.TerminateEscalate, CapabilitySupport.Unsupported, OneWay),
        new CapabilityEntry(RunCapability.Restart, CapabilitySupport.Unsupported, "A run cannot be started again; use UseAsync for another one."),
        new CapabilityEntry(RunCapability.List, CapabilitySupport.Unsupported, NoRuns),
        new CapabilityEntry(RunCapability.Pause, CapabilitySupport.Native),
        new CapabilityEntry(RunCapability.Resume, CapabilitySupport.Native));
}
