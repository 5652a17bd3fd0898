namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>One whole message from the peer.</summary>
internal sealed record ReceivedMessage(bool IsBinary, byte[] Bytes);
