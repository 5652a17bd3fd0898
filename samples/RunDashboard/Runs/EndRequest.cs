namespace RunDashboard.Runs;

/// <summary>That somebody asked for the end of a run on this page. Accepted is not completed.</summary>
/// <param name="IsAccepted">Whether the backend has accepted it.</param>
/// <param name="CannotBeSeen">Whether the backend has no way to tell that the run is down.</param>
internal sealed record EndRequest(bool IsAccepted, bool CannotBeSeen = false);
