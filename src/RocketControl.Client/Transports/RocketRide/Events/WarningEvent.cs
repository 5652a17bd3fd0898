namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The run reported a warning (<c>apaevt_status_warning</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Message">Its text.</param>
public sealed record WarningEvent(EventSource Source, string Message) : RocketRideEvent(Source);
