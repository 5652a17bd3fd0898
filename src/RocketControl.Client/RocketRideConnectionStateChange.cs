namespace RocketControl.Client;

/// <summary>A change of a client's connection.</summary>
/// <param name="Before">The state until now.</param>
/// <param name="Now">The state from now on.</param>
/// <param name="Reason">What led to it: why the connection was lost or could not be made. Null when it went well.</param>
public sealed record RocketRideConnectionStateChange(
    RocketRideConnectionState Before, RocketRideConnectionState Now, RunControlException? Reason);
