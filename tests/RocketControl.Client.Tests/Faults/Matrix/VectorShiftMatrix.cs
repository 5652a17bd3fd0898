using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

internal sealed class VectorShiftMatrix : MatrixTransport
{
    private const string StatusRoute = "pipeline/{pipeline_id}/runs/{run_id}";

    private static readonly VectorShiftOptions Defaults = Watched.VectorShift;

    private VectorShiftEmulator _server = null!;

    public override string Name => "VectorShift over HTTP";

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        new("starting a run", "POST /v1/pipeline/endless/run", CallKind.Unrepeatable, Defaults.UseTimeout,
            async scene => (await scene.Client.UseAsync(new VectorShiftPipeline("endless"))).Instance is { Length: > 0 }, true),
        new("asking for the status", "GET /v1/pipeline/endless/runs/{instance}", CallKind.Repeatable, Defaults.CallTimeout,
            async scene => (await scene.Client.GetTaskStatusAsync(scene.Run)).State, RunState.Running),
        new("terminating a run", "POST /v1/pipeline/endless/terminate", CallKind.Repeatable, Defaults.CallTimeout,
            async scene => (await scene.Client.TerminateAsync(scene.Run)).Outcome is TerminateOutcome.Accepted or TerminateOutcome.AlreadyTerminated, true),
    ];

    public override IReadOnlyList<MatrixFault> Faults => HttpWireFaults.All;

    public override async Task StartAsync() => _server = await VectorShiftEmulator.StartAsync(new() { StatusRoute = StatusRoute });

    public override async Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time)
    {
        await using var other = RunControlClient.ForVectorShift(Watched.VectorShift with { Endpoint = _server.Endpoint.ToString(), Credential = _server.ApiKey });
        var run = await other.UseAsync(new VectorShiftPipeline("endless")).Soon();

        var proxy = FaultProxy.Start(_server.Endpoint);
        var transport = new VectorShiftTransport(Watched.VectorShift with
        {
            Endpoint = new Uri(proxy.Endpoint, _server.Endpoint.AbsolutePath).ToString(),
            Credential = _server.ApiKey,
            StatusRoute = StatusRoute,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            TimeProvider = time ?? TimeProvider.System,
        });
        return new MatrixScene(proxy, new RunControlClient(transport, time), transport, run, number, time);
    }

    public override Task UseAgainAsync(MatrixScene scene) => scene.Client.GetTaskStatusAsync(scene.Run);

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
