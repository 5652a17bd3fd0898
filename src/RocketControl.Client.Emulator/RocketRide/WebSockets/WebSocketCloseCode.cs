namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>The close codes of RFC 6455 §7.4 that the server uses itself.</summary>
internal static class WebSocketCloseCode
{
    public const int Normal = 1000;
    public const int ProtocolError = 1002;
    public const int NoStatus = 1005;
    public const int InvalidPayload = 1007;
    public const int MessageTooBig = 1009;
    public const int InternalError = 1011;
    public const int ServiceRestart = 1012;

    /// <summary>Whether a peer may send this code in a close frame.</summary>
    public static bool IsValidOnTheWire(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
