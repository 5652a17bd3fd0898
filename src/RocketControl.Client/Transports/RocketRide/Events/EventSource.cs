namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>What an event is about and when it came.</summary>
/// <param name="Name">The wire's name, for example <c>apaevt_status_update</c>.</param>
/// <param name="RunId">The display id of the run (<see cref="Run.DisplayId"/>); empty when the event is about the server.</param>
/// <param name="ObservedAt">When this client saw it.</param>
public sealed record EventSource(string Name, string RunId, DateTimeOffset ObservedAt);
