using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>A run costs money, so a start is sent once, whatever the answer is.</summary>
internal sealed class VectorShiftMatrix : MatrixTransport
{
    private const string StatusRoute = "pipeline/{pipeline_id}/runs/{run_id}";
    private const string Endless = "POST /v1/pipeline/endless";

    private static readonly VectorShiftOptions Defaults = Watched.VectorShift;

    private VectorShiftEmulator _server = null!;

    public override string Name => "VectorShift over HTTP";

    public override Type Type => typeof(VectorShiftTransport);

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        Call(CallKind.Unrepeatable, "starting a run", $"{Endless}/run", ["UseAsync"],
            async (_, scene) => (await scene.Client.UseAsync(new VectorShiftPipeline("endless"))).Instance is { Length: > 0 })
            with { Timeout = Defaults.UseTimeout, Answer = AnswerKind.Text },
        Call(CallKind.Unrepeatable, "reading what a run puts out", $"{Endless}/run", ["ReadOutputsAsync"],
            async (vectorShift, scene) =>
                await MatrixSteps.FirstAsync(vectorShift.ReadOutputsAsync(await scene.Client.UseAsync(new VectorShiftPipeline("endless")))) is not null)
            with { Timeout = Defaults.UseTimeout, IsStream = true },
        Call(CallKind.Unrepeatable, "running to the end", "POST /v1/pipeline/echo/run", ["RunAsync"],
            async (vectorShift, _) => (await vectorShift.RunAsync(new VectorShiftPipeline("echo"))).Run.Instance is { Length: > 0 })
                with { Timeout = Defaults.RunTimeout },
        Call(CallKind.Unrepeatable, "running many times", "POST /v1/pipeline/echo/bulk_run", ["BulkRunAsync"],
            async (vectorShift, _) => (await vectorShift.BulkRunAsync("echo", [new Dictionary<string, VectorShiftValue>()])).Count == 1)
                with { Timeout = Defaults.RunTimeout },
        Call(CallKind.Reading, "asking for the status", "GET /v1/pipeline/endless/runs/{instance}", ["GetStatusAsync"],
            async (_, scene) => (await scene.Client.GetTaskStatusAsync(scene.Run)).State == RunState.Running),
        Call(CallKind.Reading, "attaching to a run", "GET /v1/pipeline/endless/runs/{instance}", ["AttachAsync"],
            async (_, scene) => (await scene.Client.AttachAsync(scene.Run.Id)).Id == scene.Run.Id),
        Call(CallKind.Reading, "watching a run", "GET /v1/pipeline/endless/runs/{instance}", ["WatchAsync"],
            async (_, scene) => await MatrixSteps.FirstStateAsync(scene) == RunState.Running),
        Call(CallKind.Repeatable, "terminating a run", $"{Endless}/terminate", ["TerminateAsync"],
            async (_, scene) => (await scene.Client.TerminateAsync(scene.Run)).Outcome is TerminateOutcome.Accepted or TerminateOutcome.AlreadyTerminated),
        Call(CallKind.Repeatable, "pausing a run", $"{Endless}/pause", ["PauseAsync"], async (_, scene) =>
        {
            await scene.Client.PauseAsync(scene.Run);
            return true;
        }),
        Call(CallKind.Repeatable, "resuming a run", $"{Endless}/resume", ["ResumeAsync"], async (_, scene) =>
        {
            await scene.Client.ResumeAsync(scene.Run);
            return true;
        }) with { PrepareAsync = (other, run) => other.PauseAsync(run, CancellationToken.None) },
        Call(CallKind.Reading, "listing pipelines", "GET /v1/pipelines", ["ListPipelinesAsync"],
            async (vectorShift, _) => (await vectorShift.ListPipelinesAsync()).Count > 0),
        Call(CallKind.Reading, "reading a pipeline", "GET /v1/pipeline", ["GetPipelineAsync", "GetPipelineByNameAsync"],
            async (vectorShift, _) => (await vectorShift.GetPipelineAsync("echo")).Id == "echo"),
    ];

    public override IReadOnlyList<MatrixFault> Faults { get; } =
    [
        .. HttpWireFaults.All,
        .. HttpAnswerFaults.All(
            Refused,
            call => call.Kind == CallKind.Reading ? Ending.Known<RunProtocolException>() : Ending.Unknown<RunProtocolException>(),
            _ => Ending.Unknown<RunServerException>(),
            repeatsRefused: call => !IsStart(call)),
    ];

    public override async Task StartAsync() => _server = await VectorShiftEmulator.StartAsync(new() { StatusRoute = StatusRoute });

    public override async Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time)
    {
        await using var other = new VectorShiftTransport(Watched.VectorShift with { Endpoint = _server.Endpoint.ToString(), Credential = _server.ApiKey });
        var run = await other.UseAsync(new VectorShiftPipeline("endless"), new UseOptions(), CancellationToken.None).Soon();
        if (cell.Call.PrepareAsync is { } prepare)
            await prepare(other, run).Soon();

        var proxy = FaultProxy.Start(_server.Endpoint);
        proxy.IsEndless = request => cell.Call.IsStream && request == cell.Call.RequestOf(run);
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

    /// <summary>What it means that the server does not like a request depends on what was to be done.</summary>
    private static Ending Refused(int status, MatrixCall call) => status switch
    {
        400 when IsStart(call) => Ending.Known<PipelineInvalidException>(),
        400 => call.Kind == CallKind.Reading ? Ending.Known<RunInvalidArgumentException>() : Ending.Known<RunInvalidStateException>(),
        404 => IsStart(call) ? Ending.Known<PipelineInvalidException>() : Ending.Known<RunNotFoundException>(),
        409 => Ending.Known<RunConflictException>(),
        _ => Ending.Known<RunProtocolException>(),
    };

    private static bool IsStart(MatrixCall call) => call.Request.EndsWith("run", StringComparison.Ordinal);

    private static MatrixCall Call(CallKind kind, string name, string request, string[] members, Func<VectorShiftTransport, MatrixScene, Task<bool>> invoke) =>
        new(name, request, kind, Defaults.CallTimeout, async scene => await invoke((VectorShiftTransport)scene.Transport, scene), true)
        {
            Members = [.. members.Select(member => $"{nameof(VectorShiftTransport)}.{member}")],
        };
}
