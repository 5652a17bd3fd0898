using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What a proxy, a gateway or a broken server can answer instead of what was asked for.</summary>
internal static class HttpAnswerFaults
{
    private const string Elsewhere = "Location: http://127.0.0.1:1/\r\n";
    private const string AtOnce = "Retry-After: 0\r\n";
    private const string InAMinute = "Retry-After: 60\r\n";
    private const string Html = "Content-Type: text/html\r\n";
    private const string Json = "Content-Type: application/json\r\n";

    /// <param name="refusal">How a call ends that is refused with a status without a meaning of its own here.</param>
    /// <param name="doubtful">How a call ends whose answer makes no sense.</param>
    /// <param name="failed">How a call ends when the server failed.</param>
    /// <param name="repeatsRefused">Whether even what must not be done twice is sent again after a refusal that will pass.</param>
    public static IEnumerable<MatrixFault> All(
        Func<int, MatrixCall, Ending> refusal, Func<MatrixCall, Ending> doubtful, Func<MatrixCall, Ending> failed, Func<MatrixCall, bool> repeatsRefused) =>
    [
        .. new[] { 301, 302, 307, 308 }.Select(status =>
            Answer(status, Elsewhere, MatrixFault.OutsideReplies, _ => Ending.Known<RunProtocolException>())),
        .. new[] { 400, 404, 409, 413 }.Select(status => Answer(status, "", MatrixFault.OutsideReplies, call => refusal(status, call))),
        Answer(401, "", MatrixFault.OutsideReplies, _ => Ending.Known<RunAuthenticationException>()),
        Answer(403, "", MatrixFault.OutsideReplies, _ => Ending.Known<RunPermissionException>()),
        Answer(429, AtOnce, MatrixFault.BeforeSending, call => Passing<RunRateLimitedException>(call, repeatsRefused)) with { IsRefusal = true },
        Answer(503, AtOnce, MatrixFault.BeforeSending, call => Passing<RunUnavailableException>(call, repeatsRefused)) with { IsRefusal = true },
        Lasting(429, _ => Ending.Known<RunRateLimitedException>()),
        Lasting(503, _ => Ending.Known<RunUnavailableException>()),
        Answer(500, "", MatrixFault.OutsideReplies, failed),
        .. new[] { 502, 504 }.Select(status => Answer(status, "", MatrixFault.OutsideReplies, Unreachable)),
        new("the answer is HTTP 500 and is cut", WireFault.Answer("HTTP 500", "HTTP/1.1 500 Fault\r\nContent-Length: 99\r\n\r\n{\"me"u8.ToArray()),
            MatrixFault.OutsideReplies, HttpWireFaults.Cut),
        new("the answer is HTTP 200 with a web page", WireFault.AnswerStatus(200, Html, "<html>Welcome</html>"), MatrixFault.OutsideReplies, doubtful),
        .. new[] { ("nothing", ""), ("half a document", """{"a":"""), ("a text", "\"a\"") }.Select(answer =>
            new MatrixFault($"the answer is HTTP 200 with {answer.Item1}", WireFault.AnswerStatus(200, Json, answer.Item2), MatrixFault.OutsideReplies, doubtful)
            {
                NeedsJson = true,
                IsOfStreams = false,
            }),
        new("the JSON of the answer is garbled", WireFault.GarbleContent, MatrixFault.OnReplies, doubtful) { NeedsJson = true, IsOfStreams = false },
    ];

    private static MatrixFault Answer(int status, string headers, IReadOnlyList<WirePoint> points, Func<MatrixCall, Ending> expect) =>
        new($"the answer is HTTP {status}", WireFault.AnswerStatus(status, headers), points, expect);

    private static MatrixFault Lasting(int status, Func<MatrixCall, Ending> expect) =>
        new($"the answer is HTTP {status} each time, and to come back in a minute", WireFault.AnswerStatus(status, InAMinute), MatrixFault.BeforeSending, expect)
        {
            IsSilent = true,
            Times = int.MaxValue,
            PauseAsked = TimeSpan.FromMinutes(1),
        };

    private static Ending Passing<TException>(MatrixCall call, Func<MatrixCall, bool> repeatsRefused)
        where TException : RunControlException => call.Kind switch
        {
            CallKind.Reading or CallKind.Repeatable => Ending.Right,
            CallKind.Unrepeatable when repeatsRefused(call) => Ending.Right,
            _ => Ending.Known<TException>(),
        };

    /// <summary>Whether the server behind the gateway got the request cannot be told.</summary>
    private static Ending Unreachable(MatrixCall call) =>
        call.Kind is CallKind.Reading or CallKind.Repeatable ? Ending.Right : Ending.Unknown<RunUnavailableException>();
}
