namespace RocketControl.Client;

/// <summary>The run's status is new or has changed. The one with an end state is the last event of a watch.</summary>
/// <param name="Status">The status now.</param>
public sealed record RunStatusChanged(RunStatus Status) : RunEvent(Status.Run, Status.ObservedAt);
