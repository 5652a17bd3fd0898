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

    public override Type Type => typeof(ProcessManagerTransport);

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        Call(CallKind.Reading, "asking for the status", "GET /api/processes/status/{run}", "GetStatusAsync",
            async scene => (await scene.Client.GetTaskStatusAsync(scene.Run)).State == RunState.Running),
        Call(CallKind.Reading, "attaching to a run", "GET /api/processes/status/{run}", "AttachAsync",
            async scene => (await scene.Client.AttachAsync(scene.Run.Id)).Id == scene.Run.Id),
        Call(CallKind.Reading, "watching a run", "GET /api/processes/status/{run}", "WatchAsync",
            async scene => await MatrixSteps.FirstStateAsync(scene) == RunState.Running),
        Call(CallKind.Reading, "listing the runs", "GET /api/processes/list", "ListAsync",
            async scene => (await scene.Client.ListAsync()).Any(run => run.Run.Id == scene.Run.Id)),
        Call(CallKind.Repeatable, "terminating a run", "POST /api/processes/terminate/{run}", "TerminateAsync",
            async scene => (await scene.Client.TerminateAsync(scene.Run)).Outcome is TerminateOutcome.Completed or TerminateOutcome.AlreadyTerminated),
        Call(CallKind.Repeatable, "pausing a run", "POST /api/processes/pause/{run}", "PauseAsync", async scene =>
        {
            await scene.Client.PauseAsync(scene.Run);
            return true;
        }),
        Call(CallKind.Repeatable, "resuming a run", "POST /api/processes/resume/{run}", "ResumeAsync", async scene =>
        {
            await scene.Client.ResumeAsync(scene.Run);
            return true;
        }) with { PrepareAsync = (other, run) => other.PauseAsync(run, CancellationToken.None) },
    ];

    public override IReadOnlyList<MatrixFault> Faults { get; } =
    [
        .. HttpWireFaults.All,
        .. HttpAnswerFaults.All(
            (_, _) => Ending.Known<RunProtocolException>(),
                _ => Ending.Unknown<RunProtocolException>(), _ => Ending.Unknown<RunProtocolException>(), repeatsRefused: _ => true),
    ];

    public override async Task StartAsync() => _server = await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended });

    public override async Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time)
    {
        var process = await _server.StartProcessAsync();
        if (cell.Call.PrepareAsync is { } prepare)
        {
            await using var other = new ProcessManagerTransport(Watched.Processes with { Endpoint = _server.Endpoint.ToString() });
            await prepare(other, new Run(RunBackend.Processes, $"{process.Pid}")).Soon();
        }
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

    private static MatrixCall Call(CallKind kind, string name, string request, string member, Func<MatrixScene, Task<bool>> invoke) =>
        new(name, request, kind, Ordinary, async scene => await invoke(scene), true) { Members = [$"{nameof(ProcessManagerTransport)}.{member}"] };
}
