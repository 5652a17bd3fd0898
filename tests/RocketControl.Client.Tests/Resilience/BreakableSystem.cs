using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Resilience;

/// <summary>A system on plain HTTP, and its call that halts a run, which is one request in all of them.</summary>
/// <param name="Create">Makes the transport.</param>
/// <param name="Options">What all have in common is set on these.</param>
/// <param name="Target">What the call asks for.</param>
/// <param name="Run">The run.</param>
internal sealed record BreakableSystem(
    Func<RunTransportOptions, HttpMessageHandler, IRunTransport> Create, RunTransportOptions Options, string Target, Run Run)
{
    public const string Success = """{"success":true,"status":"success"}""";

    public static BreakableSystem Feldera { get; } = new(
        (options, http) => new FelderaTransport((FelderaOptions)options, http),
        Watched.Feldera,
        "POST v0/pipelines/p/pause",
        new Run(RunBackend.Feldera, "p"));

    public static BreakableSystem VectorShift { get; } = new(
        (options, http) => new VectorShiftTransport((VectorShiftOptions)options, http),
        Watched.VectorShift,
        "POST v1/pipeline/p/pause",
        new Run(RunBackend.VectorShift, "p/r"));

    public static BreakableSystem Processes { get; } = new(
        (options, http) => new ProcessManagerTransport((ProcessManagerOptions)options, http),
        Watched.Processes,
        "POST api/processes/pause/12345",
        new Run(RunBackend.Processes, "12345"));

    public override string ToString() => Run.Backend.ToString();
}
