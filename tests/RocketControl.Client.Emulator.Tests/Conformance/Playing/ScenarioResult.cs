using RocketControl.Client.Emulator.Tests.Conformance.Comparing;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>How one recorded connection went.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Compared">How many recorded server frames, closes, refusals and silences were compared.</param>
/// <param name="Differences">What was not as recorded.</param>
internal sealed record ScenarioResult(string Scenario, int Compared, IReadOnlyList<Difference> Differences);
