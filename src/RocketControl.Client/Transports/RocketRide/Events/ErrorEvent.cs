namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The run reported an error (<c>apaevt_status_error</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Message">Its text.</param>
public sealed record ErrorEvent(EventSource Source, string Message) : RocketRideEvent(Source);
