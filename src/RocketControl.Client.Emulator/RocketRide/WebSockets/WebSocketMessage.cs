namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>One whole message: a text, a binary or a control frame's payload, unmasked and inflated.</summary>
internal sealed record WebSocketMessage(WebSocketOpcode Opcode, ReadOnlyMemory<byte> Payload);
