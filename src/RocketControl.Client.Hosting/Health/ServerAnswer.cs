using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RocketControl.Client.Hosting.Health;

/// <summary>What came of asking a server for a sign of life.</summary>
/// <param name="Status">Whether it answered, and whether it is well.</param>
/// <param name="Text">The same for people.</param>
/// <param name="Cause">Why there was no answer; null when there was one.</param>
internal sealed record ServerAnswer(HealthStatus Status, string Text, Exception? Cause = null);
