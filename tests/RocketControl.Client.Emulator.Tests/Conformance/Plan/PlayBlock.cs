namespace RocketControl.Client.Emulator.Tests.Conformance.Plan;

/// <summary>Recorded connections that are played together.</summary>
/// <param name="Uptime">How long the recorded server had been running when the first of them began.</param>
/// <param name="Scenarios">Their names.</param>
internal sealed record PlayBlock(double Uptime, params string[] Scenarios);
