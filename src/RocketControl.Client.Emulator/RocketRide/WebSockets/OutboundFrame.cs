namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>Bytes for the wire, usually one whole frame, and what becomes of the connection when they are written.</summary>
internal readonly record struct OutboundFrame(ReadOnlyMemory<byte> Bytes, ConnectionEnd Then = ConnectionEnd.None);
