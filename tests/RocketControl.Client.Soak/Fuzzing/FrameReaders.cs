using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Http;
using RocketControl.Client.Transports.Processes;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Events;
using RocketControl.Client.Transports.RocketRide.Http;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Soak.Fuzzing;

/// <summary>Everything that reads what a server sends, one after the other over the same frame.</summary>
internal sealed class FrameReaders
{
    private static readonly Run AnyRun = new(RunBackend.RocketRide, "tk_fuzz");

    private readonly EventReader _events = new(static (dapEvent, _) => ReadStatus(dapEvent.Body), TimeProvider.System);
    private readonly Action<DapResponse>[] _replies =
    [
        reply => _ = StartedTaskReader.Read(reply.Body),
        reply => _ = TaskListReader.Read(reply.Body),
        reply => _ = RocketRideAccount.Read(reply.Body),
        reply => _ = ReadStatus(reply.Body),
        reply => _ = PipeAnswers.PipeIdOf(reply),
        reply => _ = PipeAnswers.ResultOf(reply, AnyRun),
        reply => _ = RocketRideErrors.FromReply(reply, RunOperation.Use),
        reply => Parse(reply, body => _ = Dashboard.Read(body)),
        reply => Parse(reply, body => _ = HttpSendResultReader.Read(body)),
        reply => Parse(reply, body => _ = HttpRefusals.OfObject(body, HttpStatusCode.OK)),
    ];

    /// <summary>What reads answers over HTTP, of all systems: to each it is a damaged answer of its own server.</summary>
    private readonly Action<HttpReply>[] _answers =
    [
        answer => _ = HttpRefusals.Read(answer, RunOperation.Use),
        answer => _ = FelderaErrors.Read(answer, RunOperation.Use, "p"),
        answer => _ = new FelderaChunkReader().Read(answer.Body),
        answer => _ = VectorShiftErrors.Read(answer, RunOperation.Use),
        answer => _ = StreamEvent.Read(new SseItem<string>(Encoding.UTF8.GetString(answer.Body.Span), "message")),
        answer => _ = ProcessAnswerReader.Read(answer, RunOperation.GetStatus),
    ];

    /// <returns>Whether the frame is a reply or an event.</returns>
    public bool Read(byte[] frame, bool isBinary)
    {
        var answer = new HttpReply(HttpStatusCode.BadRequest, "application/json", frame);
        Array.ForEach(_answers, read => Expect(() => read(answer)));
        Expect(() => PipelineDefinition.FromJson(Encoding.UTF8.GetString(frame)));

        var incoming = DapFrameCodec.Decode(frame, isBinary, arrival: 1, TaskBodies.Read);
        if (incoming.Event is { } dapEvent)
            Look(_events.Read(dapEvent));
        else if (incoming.Response is { } response)
            Array.ForEach(_replies, read => Expect(() => read(response)));
        return incoming.Defect is null;
    }

    /// <summary>What is read lazily is read now.</summary>
    private static void Look(RocketRideEvent read)
    {
        _ = read.ToString();
        if (read is StatusEvent { Status: { } status })
            _ = status.Raw.ValueKind;
    }

    private static RunStatus? ReadStatus(ReadOnlyMemory<byte> json)
    {
        var status = TaskStatusReader.Read(json, AnyRun, terminatedByUs: false, DateTimeOffset.UnixEpoch, RunStatusSource.Stream);
        _ = status?.Raw.ValueKind;
        return status;
    }

    private static void Parse(DapResponse reply, Action<JsonElement> read)
    {
        if (reply.Body.IsEmpty)
            return;
        using var document = JsonDocument.Parse(reply.Body);
        read(document.RootElement);
    }

    private static void Expect(Action read)
    {
        try
        {
            read();
        }
        catch (RunControlException)
        {
            // This is what users are told to expect.
        }
    }
}
