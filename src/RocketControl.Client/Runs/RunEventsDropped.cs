namespace RocketControl.Client;

/// <summary>
/// The watcher was slower than the events, so the oldest of them were discarded. The next <see cref="RunStatusChanged"/> tells the state
/// as it is.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="ObservedAt">When this client saw it.</param>
/// <param name="Count">How many were discarded since the last such event.</param>
public sealed record RunEventsDropped(Run Run, DateTimeOffset ObservedAt, long Count) : RunEvent(Run, ObservedAt);
