namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>An event of a kind that this library does not know.</summary>
/// <param name="Source">What it is about and when it came.</param>
public sealed record UnknownEvent(EventSource Source) : RocketRideEvent(Source);
