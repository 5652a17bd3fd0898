namespace RunDashboard.Http;

/// <summary>What came of data that was sent.</summary>
/// <param name="Message">For people.</param>
internal sealed record SentView(string Message);
