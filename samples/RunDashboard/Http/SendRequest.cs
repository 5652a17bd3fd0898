namespace RunDashboard.Http;

/// <summary>Data for a run.</summary>
internal sealed record SendRequest(string? Content, string? Type, string? Target);
