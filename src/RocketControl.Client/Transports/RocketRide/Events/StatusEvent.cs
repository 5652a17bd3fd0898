namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The whole status of a run, as <see cref="RunStatus"/>.</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Status">The status; it calls a run cancelled only if this client ended it.</param>
public sealed record StatusEvent(EventSource Source, RunStatus Status) : RocketRideEvent(Source);
