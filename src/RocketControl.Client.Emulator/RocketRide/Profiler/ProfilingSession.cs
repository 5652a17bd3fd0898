namespace RocketControl.Client.Emulator.RocketRide.Profiler;

/// <summary>A profile being taken.</summary>
internal sealed record ProfilingSession(string Name, string Owner, double StartedAt);
