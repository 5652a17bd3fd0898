namespace RocketControl.Client;

/// <summary>How a client stands with its RocketRide server.</summary>
public enum RocketRideConnectionState
{
    /// <summary>There is no connection: none was needed yet, or making it was given up. The next call tries again.</summary>
    Disconnected = 0,

    /// <summary>The first connection is being made.</summary>
    Connecting,

    /// <summary>Logged in, subscriptions in place.</summary>
    Connected,

    /// <summary>The connection was lost and is being made again.</summary>
    Reconnecting,

    /// <summary>The client was disposed.</summary>
    Closed,
}
