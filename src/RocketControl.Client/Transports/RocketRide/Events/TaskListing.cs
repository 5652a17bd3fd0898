namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>A run in the list of those that are alive.</summary>
/// <param name="DisplayId">Its display id.</param>
/// <param name="Name">Its name.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Source">Its source component.</param>
public sealed record TaskListing(string DisplayId, string Name, string ProjectId, string Source);
