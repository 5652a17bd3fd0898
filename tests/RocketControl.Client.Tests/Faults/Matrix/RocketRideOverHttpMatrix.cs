using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

internal sealed class RocketRideOverHttpMatrix : RocketRideMatrix
{
    private const string Html = "Content-Type: text/html\r\n";
    private const string Elsewhere = "Location: http://127.0.0.1:1/\r\n";

    private static readonly TimeSpan Ordinary = Defaults.CallTimeout;

    public override string Name => "RocketRide over HTTP";

    public override Type Type => typeof(RocketRideHttpTransport);

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        new("starting a run", "POST /task", CallKind.Unrepeatable, Defaults.UseTimeout, UseAsync, Pipelines.Source)
        { Members = ["RocketRideHttpTransport.UseAsync"] },
        new("sending an object", "POST /task/data", CallKind.Unrepeatable, Defaults.SendTimeout, SendAsync, "text\n\n")
        { Members = ["RocketRideHttpTransport.SendAsync"] },
        new("asking for the status", "GET /task", CallKind.Repeatable, Ordinary, GetStateAsync, RunState.Running)
        { Members = ["RocketRideHttpTransport.GetStatusAsync"] },
        new("attaching to a run", "GET /task", CallKind.Repeatable, Ordinary, AttachAsync, true) { Members = ["RocketRideHttpTransport.AttachAsync"] },
        new("watching a run", "GET /task", CallKind.Repeatable, Ordinary, WatchAsync, RunState.Running) { Members = ["RocketRideHttpTransport.WatchAsync"] },
        new("waiting for a run", "GET /task", CallKind.Repeatable, Ordinary, WaitAsync, true) { Members = ["RunControlClient.WaitAsync"], NeedsEndedRun = true },
        new("asking for the version", "GET /version", CallKind.Repeatable, Ordinary, GetVersionAsync, true)
        { Members = ["RocketRideHttpTransport.GetVersionAsync"] },
        new("terminating a run", "DELETE /task", CallKind.Repeatable, Ordinary, TerminateAsync, true) { Members = ["RocketRideHttpTransport.TerminateAsync"] },
    ];

    public override IReadOnlyList<MatrixFault> Faults { get; } =
    [
        .. HttpWireFaults.All,
        new("the JSON of the answer is garbled", WireFault.GarbleContent, MatrixFault.OnReplies, Doubtful),
        .. new[] { 301, 302, 307, 308 }.Select(status =>
            new MatrixFault($"the answer is HTTP {status}", WireFault.AnswerStatus(status, Elsewhere), MatrixFault.OutsideReplies, NotOurs)),
        .. new[] { 400, 404, 405, 408, 413 }.Select(status =>
            new MatrixFault($"the answer is HTTP {status}", WireFault.AnswerStatus(status), MatrixFault.OutsideReplies, NotOurs)),
        new("the answer is HTTP 401", WireFault.AnswerStatus(401), MatrixFault.OutsideReplies, _ => Ending.Known<RunAuthenticationException>()),
        new("the answer is HTTP 403", WireFault.AnswerStatus(403), MatrixFault.OutsideReplies, _ => Ending.Known<RunPermissionException>()),
        new("the answer is HTTP 407", WireFault.AnswerStatus(407), MatrixFault.OutsideReplies, _ => Ending.Known<RunAuthenticationException>()),
        .. new[] { 429, 503 }.Select(status =>
            new MatrixFault($"the answer is HTTP {status}", WireFault.AnswerStatus(status), MatrixFault.BeforeSending, HttpWireFaults.Harmless) { IsRefusal = true }),
        new("the answer is HTTP 500", WireFault.AnswerStatus(500), MatrixFault.OutsideReplies, Doubtful),
        .. new[] { 502, 504 }.Select(status =>
            new MatrixFault($"the answer is HTTP {status}", WireFault.AnswerStatus(status), MatrixFault.OutsideReplies, Unavailable)),
        new("the answer is HTTP 200 with a web page", WireFault.AnswerStatus(200, Html, "<html>Welcome</html>"), MatrixFault.OutsideReplies, Doubtful),
        new("the answer is HTTP 200 with nothing", WireFault.AnswerStatus(200), MatrixFault.OutsideReplies, Doubtful),
        new("the answer is HTTP 204", WireFault.AnswerStatus(204), MatrixFault.OutsideReplies, Doubtful),
    ];

    protected override IRunTransport CreateTransport(RocketRideOptions options) => new RocketRideHttpTransport(options);

    private static async Task<object?> GetVersionAsync(MatrixScene scene) => (await ((RocketRideHttpTransport)scene.Transport).GetVersionAsync()).Length > 0;

    private static Ending Unavailable(MatrixCall call) => call.Kind == CallKind.Repeatable ? Ending.Right : Ending.Unknown<RunUnavailableException>();

    private static Ending NotOurs(MatrixCall call) => Ending.Known<RunProtocolException>();

    private static Ending Doubtful(MatrixCall call) => Ending.Unknown<RunProtocolException>();
}
