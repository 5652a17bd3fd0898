namespace RunDashboard.Http;

/// <summary>Whether a system can do something.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Support"><c>yes</c>, <c>depends</c>, <c>made by the client</c> or <c>no</c>.</param>
/// <param name="Note">What to use instead, or what it depends on.</param>
internal sealed record AbilityView(string Label, string Support, string? Note);
