using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Framing;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Numbers and encodes what a connection sends, so that <c>seq</c> rises in wire order over responses and events.</summary>
internal sealed class MessageSender(ClientConnection connection, Outbox outbox, MessageCompression? compression)
{
    private readonly object _gate = new();
    private long _sequence;

    /// <summary>Whether the connection is being closed, so that nothing that still comes in counts.</summary>
    public bool IsClosing { get; private set; }

    public void SendEvent(string name, JsonObject body)
    {
        lock (_gate)
        {
            JsonObject own = body.Parent is null ? body : body.DeepClone().AsObject();
            Enqueue(OutboundEnvelope.Event(++_sequence, name, own), null);
        }
    }

    public void Send(PendingReply reply)
    {
        lock (_gate)
        {
            Enqueue(reply.ToEnvelope(++_sequence), reply.Data);
            if (reply.ThenClose)
                Close(WebSocketCloseCode.Normal);
        }
    }

    /// <summary>Closes with a close frame, behind everything queued before.</summary>
    public void Close(int code, string reason = "")
    {
        lock (_gate)
        {
            IsClosing = true;
            outbox.Enqueue(new OutboundFrame(FrameEncoder.EncodeClose(code, Encoding.UTF8.GetBytes(reason)), ConnectionEnd.Closing));
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

    public void SendControl(WebSocketOpcode opcode, ReadOnlySpan<byte> payload) =>
        outbox.Enqueue(new OutboundFrame(FrameEncoder.Encode(opcode, payload)));

    private void Enqueue(JsonObject envelope, ReadOnlyMemory<byte>? data)
    {
        connection.MessagesOut++;
        outbox.Enqueue(new OutboundFrame(data is { } payload
            ? FrameEncoder.Encode(WebSocketOpcode.Binary, OutboundEnvelope.EncodeBinary(envelope, payload.Span), compression)
            : FrameEncoder.Encode(WebSocketOpcode.Text, OutboundEnvelope.EncodeText(envelope), compression)));
    }
}
