namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The run says what it is doing (<c>apaevt_status_message</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Message">Its text.</param>
public sealed record MessageEvent(EventSource Source, string Message) : RocketRideEvent(Source);
