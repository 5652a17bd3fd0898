using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.Framing;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Numbers and encodes what a connection sends, so that <c>seq</c> rises in wire order over responses and events.</summary>
internal sealed class MessageSender(ClientConnection connection, Outbox outbox, bool compresses)
{
    private readonly object _gate = new();
    private long _sequence;

    /// <summary>Whether the connection is being closed, so that nothing that still comes in counts.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Looks for a fault before an event is sent; true when the fault has dealt with the event.</summary>
    public Func<string, JsonObject, bool>? EventFault { get; init; }

    public void SendEvent(string name, JsonObject body)
    {
        if (EventFault?.Invoke(name, body) != true)
            SendUnharmed(name, body);
    }

    /// <summary>Sends an event past the faults.</summary>
    public void SendUnharmed(string name, JsonObject body, Action<JsonObject>? rewrite = null)
    {
        lock (_gate)
        {
            JsonObject own = body.Parent is null ? body : body.DeepClone().AsObject();
            Enqueue(OutboundEnvelope.Event(++_sequence, name, own), null, rewrite);
        }
    }

    public void Send(PendingReply reply, Action<JsonObject>? rewrite = null)
    {
        lock (_gate)
        {
            Enqueue(reply.ToEnvelope(++_sequence), reply.Data, rewrite);
            if (reply.ThenClose)
                Close(WebSocketCloseCode.Normal);
        }
    }

    /// <summary>Sends a frame's payload as it is.</summary>
    public void SendRaw(WebSocketOpcode opcode, ReadOnlySpan<byte> payload) =>
        outbox.Enqueue(new OutboundFrame(FrameEncoder.Encode(opcode, payload, compresses)));

    /// <summary>Writes bytes as they are, past all framing.</summary>
    public void SendBytes(ReadOnlyMemory<byte> bytes) => outbox.Enqueue(new OutboundFrame(bytes));

    /// <summary>Sends the reply in several fragments.</summary>
    public void SendFragments(PendingReply reply, int fragments)
    {
        lock (_gate)
        {
            byte[] payload = OutboundEnvelope.EncodeText(reply.ToEnvelope(++_sequence));
            outbox.Enqueue(new OutboundFrame(FrameEncoder.EncodeFragments(WebSocketOpcode.Text, payload, fragments)));
        }
    }

    /// <summary>Sends the first half of the reply's frame and ends the connection.</summary>
    public void SendHalf(PendingReply reply, ConnectionEnd end)
    {
        lock (_gate)
        {
            IsClosing = true;
            ReadOnlyMemory<byte> frame = Encode(reply.ToEnvelope(++_sequence), reply.Data);
            outbox.Enqueue(new OutboundFrame(frame[..(frame.Length / 2)], end));
        }
    }

    /// <summary>Sends many small events in one go.</summary>
    public void Flood(int events, string name)
    {
        for (int number = 1; number <= events; number++)
            SendUnharmed(name, new JsonObject { ["message"] = $"flood {number}", ["__id"] = "" });
    }

    /// <summary>Closes with a close frame, behind everything queued before.</summary>
    public void Close(int code, string reason = "")
    {
        lock (_gate)
        {
            IsClosing = true;
            outbox.Enqueue(new OutboundFrame(FrameEncoder.EncodeClose(code, reason), ConnectionEnd.Closing));
        }
    }

    /// <summary>Ends the TCP connection without a close frame, behind everything queued before.</summary>
    public void End(ConnectionEnd end)
    {
        lock (_gate)
        {
            IsClosing = true;
            outbox.Enqueue(new OutboundFrame(default, end));
        }
    }

    private void Enqueue(JsonObject envelope, ReadOnlyMemory<byte>? data, Action<JsonObject>? rewrite)
    {
        rewrite?.Invoke(envelope);
        connection.MessagesOut++;
        outbox.Enqueue(new OutboundFrame(Encode(envelope, data)));
    }

    private ReadOnlyMemory<byte> Encode(JsonObject envelope, ReadOnlyMemory<byte>? data) => data is { } payload
        ? FrameEncoder.Encode(WebSocketOpcode.Binary, OutboundEnvelope.EncodeBinary(envelope, payload.Span), compresses)
        : FrameEncoder.Encode(WebSocketOpcode.Text, OutboundEnvelope.EncodeText(envelope), compresses);
}
