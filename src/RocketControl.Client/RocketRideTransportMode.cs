namespace RocketControl.Client;

/// <summary>How a client talks to a RocketRide server.</summary>
public enum RocketRideTransportMode
{
    /// <summary>Over a WebSocket, and over HTTP where no WebSocket can be had.</summary>
    Auto = 0,

    /// <summary>Over a WebSocket only. Can do everything.</summary>
    WebSocket,

    /// <summary>Over HTTP only. Can start, feed, ask for the status and terminate (RocketRide protocol §7.4).</summary>
    Http,
}
