namespace RunDashboard.Http;

/// <summary>A run that was started.</summary>
/// <param name="Id">Its id on the board; empty when the board is full.</param>
internal sealed record StartedView(string Id);
