namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The reader was slower than the events, so the oldest were discarded. Made by this client.</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Count">How many since the last time.</param>
public sealed record EventsDropped(EventSource Source, long Count) : RocketRideEvent(Source);
