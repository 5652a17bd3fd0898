namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The connection was lost or is there again; events in between are missing. Made by this client.</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="IsConnected">False: lost. True: there again, and subscribed.</param>
public sealed record ConnectionChanged(EventSource Source, bool IsConnected) : RocketRideEvent(Source);
