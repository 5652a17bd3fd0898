using RocketControl.Client.Emulator.Tests.Conformance.Comparing;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>How one recorded connection went.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Compared">How many recorded server frames, closes, refusals and silences were compared.</param>
/// <param name="Differences">What was not as recorded.</param>
/// <param name="Later">Requests that were left out because the emulator does not know their command yet.</param>
internal sealed record ScenarioResult(string Scenario, int Compared, IReadOnlyList<Difference> Differences, IReadOnlyList<string> Later);
