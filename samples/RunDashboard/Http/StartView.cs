using RunDashboard.Systems;

namespace RunDashboard.Http;

/// <summary>The form that makes a run appear.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Note">Why nothing can be started; null when it can.</param>
/// <param name="Fields">What it asks for.</param>
internal sealed record StartView(string Title, string? Note, IReadOnlyList<FormField> Fields);
