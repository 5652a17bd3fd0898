using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

internal sealed class FelderaMatrix : MatrixTransport
{
    private static readonly FelderaOptions Defaults = Watched.Feldera;

    private FelderaEmulator _server = null!;

    public override string Name => "Feldera over HTTP";

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        new("asking for the status", "GET /v0/pipelines/{run}", CallKind.Repeatable, Defaults.CallTimeout,
            async scene => (await scene.Client.GetTaskStatusAsync(scene.Run)).State, RunState.Running),
        new("attaching to a run", "GET /v0/pipelines/{run}", CallKind.Repeatable, Defaults.CallTimeout,
            async scene => (await scene.Client.AttachAsync(scene.Run.Id)).Id == scene.Run.Id, true),
        new("listing the runs", "GET /v0/pipelines", CallKind.Repeatable, Defaults.CallTimeout,
            async scene => (await scene.Client.ListAsync()).Any(run => run.Run.Id == scene.Run.Id), true),
        new("terminating a run", "POST /v0/pipelines/{run}/stop", CallKind.Repeatable, Defaults.CallTimeout,
            async scene => (await scene.Client.TerminateAsync(scene.Run, new TerminateOptions { Mode = TerminateMode.Force })).EffectiveMode, TerminateMode.Force),
        new("sending data", "POST /v0/pipelines/{run}/ingress/texts", CallKind.Unrepeatable, Defaults.IngestTimeout,
            async scene => (await scene.Client.SendAsync(scene.Run, """{"t":"text"}""")).IsEmpty, true),
    ];

    public override IReadOnlyList<MatrixFault> Faults => HttpWireFaults.All;

    public override async Task StartAsync() => _server = await FelderaEmulator.StartAsync();

    public override async Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time)
    {
        await using var other = RunControlClient.ForFeldera(Watched.Feldera with { Endpoint = _server.Endpoint.ToString() });
        var run = await other.UseAsync(new FelderaPipeline($"p{number}", "CREATE TABLE texts (t VARCHAR) WITH ('materialized' = 'true');")).Soon();

        var proxy = FaultProxy.Start(_server.Endpoint);
        var transport = new FelderaTransport(Watched.Feldera with
        {
            Endpoint = proxy.Endpoint.ToString(),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            TimeProvider = time ?? TimeProvider.System,
        });
        var client = new RunControlClient(transport, time);
        await client.AttachAsync(run.Id).Soon();
        return new MatrixScene(proxy, client, transport, run, number, time);
    }

    public override Task UseAgainAsync(MatrixScene scene) => scene.Client.GetTaskStatusAsync(scene.Run);

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
