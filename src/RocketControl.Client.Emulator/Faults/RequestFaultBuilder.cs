using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.Faults;

/// <summary>
/// A fault for requests of one command. The fault that strikes a request is settled when the request arrives; when several match, the one set up first
/// strikes. The methods that name what goes wrong set the fault up.
/// </summary>
public sealed class RequestFaultBuilder : FaultBuilder<RequestFaultBuilder>
{
    private const string LargeReplyMember = "padding";

    private readonly FaultBook<RequestSubject, RequestFault> _faults;
    private readonly Predicate<RequestSubject> _matches;

    internal RequestFaultBuilder(FaultBook<RequestSubject, RequestFault> faults, Predicate<RequestSubject> matches)
    {
        _faults = faults;
        _matches = matches;
    }

    /// <summary>The command is not executed and never answered.</summary>
    public InjectedFault SwallowRequest() => Instead(_ => { });

    /// <summary>The command is executed, but never answered.</summary>
    public InjectedFault SwallowReply() => After(_ => { });

    /// <summary>The command is not executed; it fails with this text, and after that the connection is closed with 1000 if so wished.</summary>
    public InjectedFault FailWith(string message, bool thenClose = false) =>
        Instead(scene => scene.Sender.Send(scene.Reply.AsFailure(message, thenClose)));

    /// <summary>The connection drops when the request has arrived; the command is not executed.</summary>
    public InjectedFault DropBeforeExecuting(ConnectionDrop drop = ConnectionDrop.Reset) => Instead(scene => scene.Connection.Drop(drop));

    /// <summary>The command is executed, then the connection drops without a reply.</summary>
    public InjectedFault DropAfterExecuting(ConnectionDrop drop = ConnectionDrop.Reset) => After(scene => scene.Connection.Drop(drop));

    /// <summary>The connection drops in the middle of the reply's frame.</summary>
    public InjectedFault DropInsideReply(ConnectionDrop drop = ConnectionDrop.Reset) =>
        After(scene => scene.Connection.DropInside(scene.Reply, drop));

    /// <summary>The connection drops right behind the reply.</summary>
    public InjectedFault DropAfterReply(ConnectionDrop drop = ConnectionDrop.Reset) => After(scene =>
    {
        scene.SendReply();
        scene.Connection.Drop(drop);
    });

    /// <summary>The command is not executed; the connection closes with this code. 1006 drops it with FIN.</summary>
    public InjectedFault CloseBeforeExecuting(int code, string reason = "") => Instead(scene => scene.Connection.Close(code, reason));

    /// <summary>The command is executed, then the connection closes with this code and without a reply. 1006 drops it with FIN.</summary>
    public InjectedFault CloseAfterExecuting(int code, string reason = "") => After(scene => scene.Connection.Close(code, reason));

    /// <summary>The connection closes with this code behind the reply. 1006 drops it with FIN.</summary>
    public InjectedFault CloseAfterReply(int code, string reason = "") => After(scene =>
    {
        scene.SendReply();
        scene.Connection.Close(code, reason);
    });

    /// <summary>The command is executed at once, its reply is held until <see cref="Hold.Release"/>.</summary>
    public Hold HoldReply()
    {
        var hold = new Hold();
        return Add(hold, executes: true, async scene =>
        {
            await hold.WaitAsync(scene.ServerStopping).ConfigureAwait(false);
            scene.SendReply();
        });
    }

    /// <summary>The command is executed at once, its reply comes late, by the emulator's clock.</summary>
    public InjectedFault DelayReply(TimeSpan delay) => Add(InjectedFault.Create(), executes: true, async scene =>
    {
        await scene.DelayAsync(delay).ConfigureAwait(false);
        scene.SendReply();
    });

    /// <summary>
    /// Holds the replies of the next matching requests until this many are there, then sends them in the opposite order of the requests. Strikes that
    /// many requests, whatever was said before.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below two.</exception>
    public InjectedFault ReverseReplies(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        Times(count);
        var reversal = new ReplyReversal(count);
        return After(reversal.Add);
    }

    /// <summary>The reply comes more than once, each time with its own <c>seq</c>.</summary>
    public InjectedFault DuplicateReply(int times = 2) => After(scene =>
    {
        for (int i = 0; i < times; i++)
            scene.SendReply();
    });

    /// <summary>The reply carries a <c>request_seq</c> that is not the request's.</summary>
    public InjectedFault AnswerWrongRequest(long requestSequence) => RewriteReply(reply => reply["request_seq"] = requestSequence);

    /// <summary>The command is executed; a text frame with this text comes instead of the reply, be it JSON or not.</summary>
    public InjectedFault ReplyWithText(string text) => After(scene => scene.Sender.SendRaw(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text)));

    /// <summary>The command is executed; a binary frame with these bytes comes instead of the reply.</summary>
    public InjectedFault ReplyWithBytes(ReadOnlyMemory<byte> bytes) => After(scene => scene.Sender.SendRaw(WebSocketOpcode.Binary, bytes.Span));

    /// <summary>The command is executed; these bytes go to the socket instead of the reply, past all framing.</summary>
    public InjectedFault WriteInsteadOfReply(ReadOnlyMemory<byte> bytes) => After(scene => scene.Sender.SendBytes(bytes));

    /// <summary>The reply comes in this many WebSocket fragments, which is legal. For replies in text frames.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public InjectedFault FragmentReply(int fragments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fragments);
        return After(scene => scene.Sender.SendFragments(scene.Reply, fragments));
    }

    /// <summary>The reply's JSON is changed before it is sent. The reply is an object with the members of RocketRide protocol §2.1.</summary>
    public InjectedFault RewriteReply(Action<JsonObject> rewrite) => After(scene => scene.Sender.Send(scene.Reply, rewrite));

    /// <summary>The reply lacks these members, such as <c>body</c> or <c>success</c>.</summary>
    public InjectedFault OmitFromReply(params string[] members) => RewriteReply(reply => JsonMembers.Remove(reply, members));

    /// <summary>A value of the reply's body, named by its path such as <c>metrics.cpu_percent</c>, is a bare NaN, which is not JSON.</summary>
    public InjectedFault PutNaN(string path) => RewriteReply(reply => JsonMembers.PutNaN(reply, path));

    /// <summary>The reply is at least this many bytes long: a member <c>padding</c> fills it up.</summary>
    public InjectedFault EnlargeReply(int bytes) => RewriteReply(reply => reply[LargeReplyMember] = new string('x', bytes));

    /// <summary>This many events come before the reply.</summary>
    public InjectedFault FloodBeforeReply(int events, string name = "apaevt_status_message") => After(scene =>
    {
        scene.Sender.Flood(events, name);
        scene.SendReply();
    });

    /// <summary>The command is executed; from its reply on nothing more is sent on this connection: no replies, events, pings, pongs or close frames.</summary>
    public InjectedFault StallConnection() => After(scene =>
    {
        scene.Connection.Stall();
        scene.SendReply();
    });

    /// <summary>From this request on nothing more is read from this connection. The request itself is answered.</summary>
    public InjectedFault StopReading() => After(scene =>
    {
        scene.Connection.Pace.Pause();
        scene.SendReply();
    });

    /// <summary>From this request on this connection is read slowly. The request itself is answered.</summary>
    public InjectedFault ReadSlowly(int bytesPerSecond) => After(scene =>
    {
        scene.Connection.Pace.Limit(bytesPerSecond);
        scene.SendReply();
    });

    private InjectedFault Instead(Action<RequestScene> answer) => Add(InjectedFault.Create(), executes: false, Completed(answer));

    private InjectedFault After(Action<RequestScene> answer) => Add(InjectedFault.Create(), executes: true, Completed(answer));

    private THandle Add<THandle>(THandle handle, bool executes, Func<RequestScene, Task> answer)
        where THandle : InjectedFault
    {
        _faults.Add(new FaultTarget<RequestSubject>(_matches, Skipped, Count), new RequestFault(executes, answer), handle);
        return handle;
    }

    private static Func<RequestScene, Task> Completed(Action<RequestScene> answer) => scene =>
    {
        answer(scene);
        return Task.CompletedTask;
    };
}
