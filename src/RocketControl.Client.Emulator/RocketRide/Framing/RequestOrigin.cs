using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Framing;

/// <summary>What a response echoes of its request, whatever JSON it was.</summary>
internal readonly record struct RequestOrigin(JsonNode? Sequence, JsonNode? Command)
{
    public static RequestOrigin Of(InboundMessage message) => new(message.Sequence, message.Command);
}
