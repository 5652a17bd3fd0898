using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Faults;

/// <summary>
/// A fault for HTTP requests. The fault that strikes a request is settled when its head has arrived; when several match, the one set up first strikes.
/// The methods that name what goes wrong set the fault up.
/// </summary>
public sealed class HttpFaultBuilder : FaultBuilder<HttpFaultBuilder>
{
    private const string JsonType = "application/json";

    private readonly FaultBook<HttpSubject, HttpFault> _faults;
    private readonly Predicate<HttpSubject> _matches;

    internal HttpFaultBuilder(FaultBook<HttpSubject, HttpFault> faults, Predicate<HttpSubject> matches)
    {
        _faults = faults;
        _matches = matches;
    }

    /// <summary>The request is not executed; this comes as its answer.</summary>
    /// <param name="status">The status, from 200 to 599.</param>
    /// <param name="body">The body; empty by default.</param>
    /// <param name="contentType">The Content-Type header; null for none.</param>
    /// <param name="headers">More headers, such as Retry-After.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is outside its range.</exception>
    public InjectedFault AnswerWith(
        int status, string body = "", string? contentType = JsonType, IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        HttpAnswer answer = CreateAnswer(status, body, contentType, headers);
        return Instead(scene => scene.SendAsync(answer));
    }

    /// <summary>The request is not executed; an HTML error page comes, as a proxy in front of the server sends it.</summary>
    /// <param name="status">The status, such as 502, 503 or 504.</param>
    /// <param name="retryAfter">The value of the Retry-After header; none by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is outside its range.</exception>
    public InjectedFault AnswerAsProxy(int status, string? retryAfter = null)
    {
        string page = $"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center><hr><center>proxy</center></body></html>";
        return AnswerWith(status, page, "text/html", retryAfter is null ? null : [KeyValuePair.Create("Retry-After", retryAfter)]);
    }

    /// <summary>The request is not executed and never answered; it ends when the client gives up or the server stops.</summary>
    public InjectedFault NeverAnswer() => Instead(scene => scene.DelayAsync(Timeout.InfiniteTimeSpan));

    /// <summary>The connection drops when the request's head has arrived; the request is not executed.</summary>
    public InjectedFault DropBeforeExecuting(ConnectionDrop drop = ConnectionDrop.Reset) => Instead(scene => scene.DropAsync(drop));

    /// <summary>The request is executed, then the connection drops without an answer.</summary>
    public InjectedFault DropAfterExecuting(ConnectionDrop drop = ConnectionDrop.Reset) => After(scene => scene.DropAsync(drop));

    /// <summary>The request is executed; the connection drops in the middle of the answer's body, behind a head that announces all of it.</summary>
    public InjectedFault DropInsideReply(ConnectionDrop drop = ConnectionDrop.Reset) => After(async scene =>
    {
        await scene.SendHalfAsync().ConfigureAwait(false);
        await scene.DropAsync(drop).ConfigureAwait(false);
    });

    /// <summary>The request is executed at once, its answer is held until <see cref="Hold.Release"/>.</summary>
    public Hold HoldReply()
    {
        var hold = new Hold();
        return Add(hold, executes: true, async scene =>
        {
            await hold.WaitAsync(scene.Over).ConfigureAwait(false);
            await scene.SendAnswerAsync().ConfigureAwait(false);
        });
    }

    /// <summary>The request is executed at once, its answer comes late, by the emulator's clock.</summary>
    public InjectedFault DelayReply(TimeSpan delay) => After(async scene =>
    {
        await scene.DelayAsync(delay).ConfigureAwait(false);
        await scene.SendAnswerAsync().ConfigureAwait(false);
    });

    /// <summary>The request is executed; this comes instead of its answer.</summary>
    /// <param name="status">The status, from 200 to 599.</param>
    /// <param name="body">The body, be it JSON or not.</param>
    /// <param name="contentType">The Content-Type header; null for none.</param>
    /// <param name="headers">More headers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is outside its range.</exception>
    public InjectedFault ReplaceReply(
        int status, string body, string? contentType = JsonType, IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        HttpAnswer answer = CreateAnswer(status, body, contentType, headers);
        return After(scene => scene.SendAsync(answer));
    }

    /// <summary>The answer's JSON is changed before it is sent; an answer that is no JSON object is sent as it is.</summary>
    public InjectedFault RewriteReply(Action<JsonObject> rewrite) => After(scene => scene.SendAsync(Rewrite(scene.Answer!, rewrite)));

    private static HttpAnswer Rewrite(HttpAnswer answer, Action<JsonObject> rewrite)
    {
        if (Parse(answer.Body) is not JsonObject members)
            return answer;
        rewrite(members);
        return answer with { Body = HttpAnswer.Json(members).Body };
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HttpAnswer CreateAnswer(int status, string body, string? contentType, IEnumerable<KeyValuePair<string, string>>? headers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return HttpAnswer.Of(status, contentType, body).With(headers ?? []);
    }

    private InjectedFault Instead(Func<HttpScene, Task> respond) => Add(InjectedFault.Create(), executes: false, respond);

    private InjectedFault After(Func<HttpScene, Task> respond) => Add(InjectedFault.Create(), executes: true, respond);

    private THandle Add<THandle>(THandle handle, bool executes, Func<HttpScene, Task> respond)
        where THandle : InjectedFault
    {
        _faults.Add(new FaultTarget<HttpSubject>(_matches, Skipped, Count), new HttpFault(executes, respond), handle);
        return handle;
    }
}
