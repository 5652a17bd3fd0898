using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>Nothing here has to be kept from being done twice: a process is signalled, and that it has had its signal is what the second one finds out.</summary>
internal sealed class ProcessMatrix : MatrixTransport
{
    private static readonly TimeSpan Ordinary = Watched.Processes.CallTimeout;

    private ProcessManagerEmulator _server = null!;

    public override string Name => "Processes over HTTP";

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        new("asking for the status", "GET /api/processes/status/{run}", CallKind.Repeatable, Ordinary,
            async scene => (await scene.Client.GetTaskStatusAsync(scene.Run)).State, RunState.Running),
        new("attaching to a run", "GET /api/processes/status/{run}", CallKind.Repeatable, Ordinary,
            async scene => (await scene.Client.AttachAsync(scene.Run.Id)).Id == scene.Run.Id, true),
        new("listing the runs", "GET /api/processes/list", CallKind.Repeatable, Ordinary,
            async scene => (await scene.Client.ListAsync()).Any(run => run.Run.Id == scene.Run.Id), true),
        new("terminating a run", "POST /api/processes/terminate/{run}", CallKind.Repeatable, Ordinary,
            async scene => (await scene.Client.TerminateAsync(scene.Run)).Outcome is TerminateOutcome.Completed or TerminateOutcome.AlreadyTerminated, true),
    ];

    public override IReadOnlyList<MatrixFault> Faults => HttpWireFaults.All;

    public override async Task StartAsync() => _server = await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended });

    public override async Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time)
    {
        var process = await _server.StartProcessAsync();
        var proxy = FaultProxy.Start(_server.Endpoint);
        var transport = new ProcessManagerTransport(Watched.Processes with
        {
            Endpoint = proxy.Endpoint.ToString(),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            TimeProvider = time ?? TimeProvider.System,
        });
        var client = new RunControlClient(transport, time);
        var run = await client.AttachAsync($"{process.Pid}").Soon();
        return new MatrixScene(proxy, client, transport, run, number, time);
    }

    public override Task UseAgainAsync(MatrixScene scene) => scene.Client.ListAsync();

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
