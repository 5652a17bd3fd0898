namespace RunDashboard.Http;

/// <summary>A run that was started.</summary>
/// <param name="Id">Its id on the board.</param>
internal sealed record StartedView(string Id);
