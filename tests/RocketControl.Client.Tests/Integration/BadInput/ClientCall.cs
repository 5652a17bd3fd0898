using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>Something that a client does, with the request that it stands and falls with. Named so that the tests of all of them read as sentences.</summary>
internal sealed class ClientCall
{
    private readonly string _name;
    private readonly Func<CallScene, CancellationToken, Task> _invoke;

    private ClientCall(string name, RunOperation operation, string command, string? subcommand, Func<CallScene, CancellationToken, Task> invoke)
    {
        (_name, Operation, Command, Subcommand) = (name, operation, command, subcommand);
        _invoke = invoke;
    }

    public static ClientCall Connecting { get; } = new(
        "connecting", RunOperation.Connect, "auth", null, (scene, token) => scene.Transport.ConnectAsync(token));

    public static ClientCall Starting { get; } = new(
        "starting a run", RunOperation.Use, "execute", null, (scene, token) => scene.Client.UseAsync(Pipelines.Echo("another"), token));

    public static ClientCall Opening { get; } = Sending("opening a pipe", "open");

    public static ClientCall Writing { get; } = Sending("writing to a pipe", "write");

    public static ClientCall Closing { get; } = Sending("closing a pipe", "close");

    public static ClientCall AskingForStatus { get; } = new(
        "asking for the status", RunOperation.GetStatus, "rrext_get_task_status", null, (scene, token) => scene.Client.GetTaskStatusAsync(scene.Run, token));

    public static ClientCall Attaching { get; } = new(
        "attaching to a run", RunOperation.Attach, "rrext_get_task_status", null, (scene, token) => scene.Client.AttachAsync(scene.Run.Id, token));

    public static ClientCall Watching { get; } = new(
        "watching a run", RunOperation.Watch, "rrext_monitor", null, WatchFirstAsync);

    /// <summary>On a run that is over, so that the wait has an end when all goes well.</summary>
    public static ClientCall Waiting { get; } = new(
        "waiting for a run", RunOperation.Watch, "rrext_get_task_status", null, (scene, token) => scene.Client.WaitAsync(scene.Run, token));

    public static ClientCall Terminating { get; } = new(
        "terminating a run", RunOperation.Terminate, "terminate", null, (scene, token) => scene.Client.TerminateAsync(scene.Run, token));

    public static ClientCall Pinging { get; } = new(
        "pinging", RunOperation.Ping, "rrext_ping", null, (scene, token) => scene.Transport.PingAsync(token));

    /// <summary>Calls that change something that cannot be changed twice.</summary>
    public static IEnumerable<ClientCall> Unrepeatable => [Starting, Opening, Writing, Closing];

    public static IEnumerable<ClientCall> Repeatable => [AskingForStatus, Attaching, Watching, Waiting, Terminating, Pinging];

    public static IEnumerable<ClientCall> AfterLogin => [.. Unrepeatable, .. Repeatable];

    public static IEnumerable<ClientCall> All => [Connecting, .. AfterLogin];

    public RunOperation Operation { get; }

    public string Command { get; }

    public string? Subcommand { get; }

    public bool IsConnecting => this == Connecting;

    public bool NeedsEndedRun => this == Waiting;

    public Task InvokeAsync(CallScene scene, CancellationToken cancellationToken) => _invoke(scene, cancellationToken);

    public override string ToString() => _name;

    private static ClientCall Sending(string name, string step) => new(
        name, RunOperation.Send, "rrext_process", step, (scene, token) => scene.Client.SendAsync(scene.Run, "text", token));

    private static async Task WatchFirstAsync(CallScene scene, CancellationToken cancellationToken)
    {
        await foreach (var _ in scene.Client.WatchAsync(scene.Run, cancellationToken))
            return;
    }
}
