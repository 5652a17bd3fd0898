using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide.Framing;

/// <summary>Makes a message of a frame; what the server drops silently becomes null (RocketRide protocol §2.2, §2.3).</summary>
internal static class MessageDecoder
{
    private const byte HeaderEnd = 0x0A;

    public static InboundMessage? Decode(WebSocketMessage frame)
    {
        int split = frame.Opcode == WebSocketOpcode.Binary ? frame.Payload.Span.IndexOf(HeaderEnd) : -1;
        ReadOnlySpan<byte> json = split < 0 ? frame.Payload.Span : frame.Payload.Span[..split];
        if (!Utf8.IsValid(json) || !PythonJsonReader.TryParse(Encoding.UTF8.GetString(json), out JsonNode? value) || value is not JsonObject members)
            return null;
        return split < 0 ? new InboundMessage(members, null) : WithData(members, frame.Payload[(split + 1)..]);
    }

    private static InboundMessage? WithData(JsonObject members, ReadOnlyMemory<byte> data)
    {
        if (!members.ContainsKey("arguments"))
            members["arguments"] = new JsonObject();
        if (members["arguments"] is not JsonObject arguments)
            return null;
        arguments.Remove("data");
        return new InboundMessage(members, data);
    }
}
