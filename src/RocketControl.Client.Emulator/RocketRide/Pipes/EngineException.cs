namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>A failure inside the engine; the server hides it behind a success without a body (RocketRide protocol §3.4).</summary>
internal sealed class EngineException(string message) : Exception(message);
