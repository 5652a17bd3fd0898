namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The run's engine printed something (<c>output</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Category">Where to, for example <c>console</c>.</param>
/// <param name="Output">What, line ends included.</param>
public sealed record OutputEvent(EventSource Source, string Category, string Output) : RocketRideEvent(Source);
