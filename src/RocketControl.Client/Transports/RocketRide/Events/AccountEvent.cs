namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The account of the logged-in user has changed (<c>apaext_account</c>); see <see cref="RocketRideEvent.Raw"/>.</summary>
/// <param name="Source">What it is about and when it came.</param>
public sealed record AccountEvent(EventSource Source) : RocketRideEvent(Source);
