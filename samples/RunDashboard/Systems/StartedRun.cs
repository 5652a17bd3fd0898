using RocketControl.Client;

namespace RunDashboard.Systems;

/// <summary>A run, and what to call it.</summary>
internal sealed record StartedRun(Run Run, string Name);
