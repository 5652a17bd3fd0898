namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>An object is being worked on (<c>apaevt_status_object</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="ObjectName">Its name.</param>
/// <param name="Size">Its size in bytes; null when not told.</param>
public sealed record ObjectEvent(EventSource Source, string ObjectName, long? Size) : RocketRideEvent(Source);
