namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>The peer broke RFC 6455 or a limit; the connection is to be closed with <see cref="CloseCode"/>.</summary>
internal sealed class WebSocketViolationException(int closeCode, string message) : Exception(message)
{
    public int CloseCode { get; } = closeCode;
}
