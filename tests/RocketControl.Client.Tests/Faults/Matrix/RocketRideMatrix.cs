using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What RocketRide's two transports have in common in the matrix.</summary>
internal abstract class RocketRideMatrix : MatrixTransport
{
    protected const int MessageLimit = 1024 * 1024;

    public static readonly RocketRideOptions Defaults = Watched.RocketRide;

    /// <summary>Where a heartbeat has to notice the fault, no other deadline comes before that, nor before the next connection.</summary>
    private static readonly RocketRideOptions Patient = Watched.RocketRide with
    {
        CallTimeout = TimeSpan.FromDays(1),
        UseTimeout = TimeSpan.FromDays(1),
        SendTimeout = TimeSpan.FromDays(1),
        ConnectTimeout = TimeSpan.FromDays(1),
        ReconnectTimeout = TimeSpan.FromDays(1),
    };

    private RocketRideEmulator _server = null!;

    public override async Task StartAsync() => _server = await RocketRideEmulator.StartAsync();

    public override async Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time)
    {
        var proxy = FaultProxy.Start(_server.Endpoint);
        var transport = CreateTransport((cell.IsHeartbeats ? Patient : Watched.RocketRide) with
        {
            Endpoint = proxy.Endpoint.ToString(),
            Credential = _server.ApiKey,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            ReconnectDelay = TimeSpan.FromMilliseconds(1),
            MaxMessageBytes = MessageLimit,
            HeartbeatInterval = cell.IsHeartbeats ? TimeSpan.FromSeconds(5) : TimeSpan.FromDays(1),
            EnvironmentVariable = _ => null,
            TimeProvider = time ?? TimeProvider.System,
        });
        var client = new RunControlClient(transport, time);
        await using var other = RunControlClient.ForRocketRide(Watched.RocketRide with { Endpoint = _server.Endpoint.ToString(), Credential = _server.ApiKey });
        var run = await other.UseAsync(cell.Call.Name == "asking a question" ? Pipelines.Chat($"chat-{number}") : Pipelines.Echo($"project-{number}")).Soon();
        if (cell.Call.Kind is CallKind.Repeatable or CallKind.Unrepeatable)
            await client.AttachAsync(run.Id).Soon();
        if (cell.Call.NeedsEndedRun)
            await other.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Force }).Soon();
        return new MatrixScene(proxy, client, transport, run, number, time);
    }

    public override Task UseAgainAsync(MatrixScene scene) => scene.Client.GetTaskStatusAsync(scene.Run);

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    protected abstract IRunTransport CreateTransport(RocketRideOptions options);

    protected static async Task<object?> UseAsync(MatrixScene scene) =>
        (await scene.Client.UseAsync(Pipelines.Echo($"other-{scene.Number}"))).DisplayId?.Split('.')[1];

    protected static async Task<object?> SendAsync(MatrixScene scene) => (await scene.Client.SendAsync(scene.Run, "text")).Texts.Single();

    protected static async Task<object?> GetStateAsync(MatrixScene scene) => (await scene.Client.GetTaskStatusAsync(scene.Run)).State;

    protected static async Task<object?> AttachAsync(MatrixScene scene) => (await scene.Client.AttachAsync(scene.Run.Id)).Id == scene.Run.Id;

    protected static async Task<object?> WatchAsync(MatrixScene scene)
    {
        await foreach (var next in scene.Client.WatchAsync(scene.Run))
            return (next as RunStatusChanged)?.Status.State;
        return null;
    }

    protected static async Task<object?> WaitAsync(MatrixScene scene) => (await scene.Client.WaitAsync(scene.Run)).IsTerminal;

    /// <summary>Repeated, it may find the run ended already.</summary>
    protected static async Task<object?> TerminateAsync(MatrixScene scene) =>
        (await scene.Client.TerminateAsync(scene.Run)).Outcome is TerminateOutcome.Accepted or TerminateOutcome.Completed or TerminateOutcome.AlreadyTerminated;
}
