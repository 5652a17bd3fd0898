namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>Something else about the run (<c>apaevt_status_info</c>); see <see cref="RocketRideEvent.Raw"/>.</summary>
/// <param name="Source">What it is about and when it came.</param>
public sealed record InfoEvent(EventSource Source) : RocketRideEvent(Source);
