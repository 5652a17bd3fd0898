namespace RocketControl.Client;

/// <summary>The backend announced a step in the life of the run (RocketRide protocol §6.3, <c>apaevt_task</c>).</summary>
/// <param name="Run">The run.</param>
/// <param name="ObservedAt">When this client saw it.</param>
/// <param name="Action">The backend's word: <c>begin</c>, <c>end</c> or <c>restart</c>; unknown ones come through as they are.</param>
public sealed record RunLifecycleChanged(Run Run, DateTimeOffset ObservedAt, string Action) : RunEvent(Run, ObservedAt);
