namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The counters have changed (<c>apaevt_status_counts</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Counts">The counters.</param>
public sealed record CountsEvent(EventSource Source, ObjectCounts Counts) : RocketRideEvent(Source);
