using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>One frame from the server.</summary>
internal sealed record ReceivedFrame(WebSocketOpcode Opcode, byte[] Payload, bool Compressed)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public int CloseCode => Payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public string CloseReason => Payload.Length < 2 ? "" : Encoding.UTF8.GetString(Payload.AsSpan(2));
}
