namespace RunDashboard.Runs;

/// <summary>What a page has to know to show the board as it is now.</summary>
/// <param name="Ids">All runs on the board, the newest first; what is not among them is gone.</param>
/// <param name="Runs">Those that are new or have changed since the page was last told.</param>
/// <param name="Troubles">What keeps runs from being found.</param>
internal sealed record BoardChange(IReadOnlyList<string> Ids, IReadOnlyList<RunView> Runs, IReadOnlyList<string> Troubles);
