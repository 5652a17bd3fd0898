using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Chat;

namespace RocketControl.Client.Tests.Faults.Matrix;

internal sealed class RocketRideOverWebSocketMatrix : RocketRideMatrix
{
    private const string LoginRefusal = """{"type":"response","seq":1,"request_seq":1,"command":"auth","success":false,"message":"Invalid API key"}""";

    private static readonly TimeSpan Ordinary = Defaults.CallTimeout;

    public override string Name => "RocketRide over WebSocket";

    public override Type Type => typeof(RocketRideTransport);

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        new("opening the connection", "upgrade", CallKind.Opening, Defaults.ConnectTimeout, ConnectAsync, true) { Members = ["RocketRideTransport.ConnectAsync"] },
        new("logging in", "auth", CallKind.LoggingIn, Defaults.ConnectTimeout, ConnectAsync, true) { Members = ["RocketRideTransport.ConnectAsync"] },
        new("starting a run", "execute", CallKind.Unrepeatable, Defaults.UseTimeout, UseAsync, Pipelines.Source) { Members = ["RocketRideTransport.UseAsync"] },
        new("restarting a run", "restart", CallKind.Unrepeatable, Defaults.UseTimeout, RestartAsync, true) { Members = ["RocketRideTransport.RestartAsync"] },
        new("opening a pipe", "rrext_process/open", CallKind.Unrepeatable, Defaults.SendTimeout, SendAsync, "text\n\n")
        { Members = ["RocketRideTransport.SendAsync"] },
        new("writing to a pipe", "rrext_process/write", CallKind.Unrepeatable, Defaults.SendTimeout, SendAsync, "text\n\n")
        { Members = ["RocketRideTransport.SendAsync"] },
        new("closing a pipe", "rrext_process/close", CallKind.Unrepeatable, Defaults.SendTimeout, SendAsync, "text\n\n")
        { Members = ["RocketRideTransport.SendAsync"] },
        new("asking a question", "rrext_process/close", CallKind.Unrepeatable, Defaults.SendTimeout, ChatAsync, true)
        { Members = ["RocketRideTransport.ChatAsync"] },
        new("asking for the status", "rrext_get_task_status", CallKind.Repeatable, Ordinary, GetStateAsync, RunState.Running)
        { Members = ["RocketRideTransport.GetStatusAsync"] },
        new("attaching to a run", "rrext_get_task_status", CallKind.Repeatable, Ordinary, AttachAsync, true) { Members = ["RocketRideTransport.AttachAsync"] },
        new("watching a run", "rrext_monitor", CallKind.Repeatable, Ordinary, WatchAsync, RunState.Running) { Members = ["RocketRideTransport.WatchAsync"] },
        new("waiting for a run", "rrext_get_task_status", CallKind.Repeatable, Ordinary, WaitAsync, true)
        { Members = ["RunControlClient.WaitAsync"], NeedsEndedRun = true },
        new("terminating a run", "terminate", CallKind.Repeatable, Ordinary, TerminateAsync, true) { Members = ["RocketRideTransport.TerminateAsync"] },
        new("pinging", "rrext_ping", CallKind.Repeatable, Ordinary, async scene => { await Of(scene).PingAsync(); return true; }, true)
        { Members = ["RocketRideTransport.PingAsync"] },
        new("listing the runs", "rrext_get_tasks", CallKind.Repeatable, Ordinary, ListAsync, true) { Members = ["RocketRideTransport.ListAsync"] },
        new("finding a run", "rrext_get_token", CallKind.Repeatable, Ordinary, FindAsync, true) { Members = ["RocketRideTransport.FindAsync"] },
        new("reading a pipeline", "rrext_get_pipeline", CallKind.Repeatable, Ordinary, GetPipelineAsync, true)
        { Members = ["RocketRideTransport.GetPipelineAsync"] },
        new("validating a pipeline", "rrext_validate", CallKind.Repeatable, Ordinary, async scene => (await Of(scene).ValidateAsync(Pipelines.Echo())).IsValid, true)
        { Members = ["RocketRideTransport.ValidateAsync"] },
        new("reading the services", "rrext_services", CallKind.Repeatable, Ordinary, async scene => (await Of(scene).GetServicesAsync()).ContainsKey("webhook"), true)
        { Members = ["RocketRideTransport.GetServicesAsync"] },
        new("reading the dashboard", "rrext_dashboard", CallKind.Repeatable, Ordinary, async scene => (await Of(scene).GetDashboardAsync()).Connections.Count > 0, true)
        { Members = ["RocketRideTransport.GetDashboardAsync"] },
        new("a call by name", "rrext_ping", CallKind.Unrepeatable, Ordinary, async scene => { await Of(scene).CallAsync("rrext_ping"); return true; }, true)
        { Members = ["RocketRideTransport.CallAsync"] },
        new("listing files", "rrext_store/fs_list_dir", CallKind.Repeatable, Ordinary, async scene => { await Of(scene).Store.ListAsync(); return true; }, true)
        {
            Members = ["RocketRideStore.ListAsync"],
        },
        new("deleting a file", "rrext_store/fs_delete", CallKind.Unrepeatable, Ordinary, DeleteAsync, true) { Members = ["RocketRideStore.DeleteAsync"] },
        .. RocketRideCalls.OfServers,
        .. RocketRideCalls.OfStores,
        .. RocketRideCalls.OfDeployments,
        .. RocketRideCalls.OfProfilers,
        .. RocketRideCalls.OfEnvironments,
        .. RocketRideCalls.OfAccounts,
    ];

    public override IReadOnlyList<MatrixFault> Faults { get; } =
    [
        new("its bytes come one by one", WireFault.Split, MatrixFault.OnWholeUnits, Harmless),
        new("it comes late", WireFault.Delay, MatrixFault.Everywhere, Harmless),
        new("the reply comes in one segment with events and pings", WireFault.Merge, MatrixFault.OnReplies, Harmless) { IsOfFrames = true },
        new("the reply comes in fragments", WireFault.Fragment, MatrixFault.OnReplies, Harmless) { IsOfFrames = true },
        new("the reply comes twice", WireFault.Duplicate, MatrixFault.OnReplies, Harmless) { IsOfFrames = true },
        new("the reply comes behind 10,000 events", WireFault.Flood, MatrixFault.OnReplies, Harmless) { IsOfFrames = true },
        new("the connection is reset", WireFault.Reset, MatrixFault.Everywhere, Cut),
        new("the connection ends", WireFault.Finish, MatrixFault.OutsideReplies, Ended),
        new("the connection ends", WireFault.Finish, MatrixFault.InsideReplies, Cut),
        new("the server's side of the connection ends", WireFault.HalfClose, MatrixFault.OutsideReplies, Ended),
        new("the server's side of the connection ends", WireFault.HalfClose, MatrixFault.InsideReplies, Cut),
        .. new[] { 1000, 1001, 1009, 1011, 1012 }.Select(code =>
            new MatrixFault($"the connection is closed with {code}", WireFault.CloseWith(code), MatrixFault.OutsideReplies, Cut) { IsOfFrames = true }),
        new("the connection is reset and the next one refused with 503", WireFault.Reset, MatrixFault.OnWholeUnits, Cut)
        {
            NeedsConnection = true,
            Besides = ("upgrade", WireFault.AnswerStatus(503), 1),
        },
        new("the connection is reset and the next logins are refused", WireFault.Reset, MatrixFault.OnWholeUnits, LoginRefused)
        {
            NeedsConnection = true,
            Besides = ("auth", WireFault.Answer("refused", WireFrames.Text(LoginRefusal)), int.MaxValue),
            Aftermath = Ending.Known<RunAuthenticationException>(),
        },
        new("the server is restarted", WireFault.Restart, MatrixFault.Everywhere, Cut),
        new("the server goes away and is back for the next call", WireFault.Leave, MatrixFault.OnWholeUnits, Away),
        new("the connection falls silent", WireFault.Stall, MatrixFault.Everywhere, Cut) { IsSilent = true, IsHeartbeats = true },
        new("the frame gets lost", WireFault.Swallow, MatrixFault.OnWholeUnits, Unanswered) { IsSilent = true, IsOfFrames = true },
        new("the JSON is garbled", WireFault.GarbleContent, MatrixFault.OnWholeUnits, Unanswered) { IsSilent = true, IsOfFrames = true },
        new("the frame is garbled", WireFault.GarbleHead, MatrixFault.OnWholeUnits, Cut) { IsOfFrames = true },
        new("a frame over the limit comes", WireFault.Replace(MessageLimit + 1), MatrixFault.OutsideReplies, Violated) { IsOfFrames = true },
        .. new[] { 307, 401, 403, 404, 500, 503 }.Select(status => new MatrixFault(
            $"the answer is HTTP {status}", WireFault.AnswerStatus(status), MatrixFault.OutsideReplies, _ => Refused(status)) { IsOfUpgrades = true }),
    ];

    protected override IRunTransport CreateTransport(RocketRideOptions options) => new RocketRideTransport(options);

    private static Ending Harmless(MatrixCall call) => Ending.Right;

    private static Ending Cut(MatrixCall call) => call.Kind switch
    {
        CallKind.Repeatable => Ending.Right,
        CallKind.Unrepeatable => Ending.Unknown<RunConnectionLostException>(),
        _ => Ending.Known<RunConnectionFailedException>(),
    };

    /// <summary>What could be repeated finds nobody, but was sent once; a subscription belongs to a connection, and is told that there is none.</summary>
    private static Ending Away(MatrixCall call) =>
        call.Kind is CallKind.Opening or CallKind.LoggingIn || call.Request == "rrext_monitor"
            ? Ending.Known<RunConnectionFailedException>()
            : Ending.Unknown<RunConnectionLostException>();

    /// <summary>The platform asks for the WebSocket once more by itself when the first connection ends without an answer.</summary>
    private static Ending Ended(MatrixCall call) => call.Kind == CallKind.Opening ? Ending.Right : Cut(call);

    private static Ending Refused(int status) =>
        status == 401 ? Ending.Known<RunAuthenticationException>() : Ending.Known<RunConnectionFailedException>();

    private static Ending LoginRefused(MatrixCall call) =>
        call.Kind == CallKind.Repeatable ? Ending.Known<RunAuthenticationException>() : Cut(call);

    private static Ending Unanswered(MatrixCall call) =>
        call.Kind == CallKind.LoggingIn ? Ending.Known<RunConnectionFailedException>() : Ending.Unknown<RunTimeoutException>();

    private static Ending Violated(MatrixCall call) =>
        call.Kind == CallKind.LoggingIn ? Ending.Known<RunProtocolException>() : Ending.Unknown<RunProtocolException>();

    private static RocketRideTransport Of(MatrixScene scene) => (RocketRideTransport)scene.Transport;

    private static async Task<object?> ConnectAsync(MatrixScene scene) => (await Of(scene).ConnectAsync()).UserId.Length > 0;

    private static async Task<object?> RestartAsync(MatrixScene scene) =>
        (await scene.Client.RestartAsync(scene.Run, Pipelines.Echo($"project-{scene.Number}"))).Id == scene.Run.Id;

    private static async Task<object?> ListAsync(MatrixScene scene) => (await scene.Client.ListAsync()).Any(run => run.Run.Id == scene.Run.Id);

    private static async Task<object?> GetPipelineAsync(MatrixScene scene) =>
        (await Of(scene).GetPipelineAsync(scene.Run)).ProjectId == $"project-{scene.Number}";

    private static async Task<object?> FindAsync(MatrixScene scene) =>
        (await Of(scene).FindAsync($"project-{scene.Number}", Pipelines.Source))?.Id == scene.Run.Id;

    private static async Task<object?> ChatAsync(MatrixScene scene) => (await Of(scene).ChatAsync(scene.Run, new Question("Why?"))).Text.Length > 0;

    private static async Task<object?> DeleteAsync(MatrixScene scene)
    {
        await Of(scene).Store.WriteTextAsync($"file-{scene.Number}", "text");
        await Of(scene).Store.DeleteAsync($"file-{scene.Number}");
        return true;
    }
}
