namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>A run began, ended or was restarted, or, right after subscribing, the list of those that are alive (<c>apaevt_task</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Action"><c>begin</c>, <c>end</c>, <c>restart</c> or <c>running</c>; unknown words come through.</param>
/// <param name="TaskName">The run's name.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="ComponentId">The source component.</param>
/// <param name="Tasks">The runs that are alive; empty unless the action is <c>running</c>.</param>
public sealed record TaskEvent(
    EventSource Source, string Action, string TaskName, string ProjectId, string ComponentId, IReadOnlyList<TaskListing> Tasks) : RocketRideEvent(Source);
