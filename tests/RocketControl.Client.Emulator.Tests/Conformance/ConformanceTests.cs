using RocketControl.Client.Emulator.Tests.Conformance.Comparing;
using RocketControl.Client.Emulator.Tests.Conformance.Plan;
using RocketControl.Client.Emulator.Tests.Conformance.Playing;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance;

/// <summary>The emulator answers recorded clients as the recorded servers did.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ConformanceTests
{
    [TestCaseSource(nameof(PlayedScenarios))]
    public async Task The_emulator_answers_as_recorded(ServerRun run, string scenario)
    {
        ScenarioResult result = (await RunPlayer.ResultsAsync(run)).Single(candidate => candidate.Scenario == scenario);

        await TestContext.Out.WriteLineAsync($"Compared {result.Compared} frames, {result.Differences.Count} different");
        Assert.That(result.Differences, Has.Count.Zero, () => string.Join(Environment.NewLine, result.Differences));
        Assert.That(result.Compared, Is.EqualTo(ToCompare(run, scenario)), "Every line that shows the server is compared.");
    }

    [TestCaseSource(typeof(RecordingReader), nameof(RecordingReader.Names))]
    public void Every_recorded_scenario_is_played_once(string recording)
    {
        IReadOnlyList<string> recorded = RunPlayer.Recording(recording).Scenarios;

        Assert.That(
            ConformancePlan.Runs.Where(run => run.Recording == recording).SelectMany(run => run.Scenarios.Intersect(recorded)),
            Is.EquivalentTo(recorded));
    }

    [Test]
    public async Task Nothing_in_all_recordings_differs_and_every_exemption_is_needed()
    {
        ConformanceReport report = await ConformanceReport.CreateAsync();

        foreach (string line in report.Lines)
            await TestContext.Error.WriteLineAsync(line);
        Assert.That(report.Differences, Is.Zero);
        Assert.That(Exemptions.Unused, Is.Empty);
    }

    private static int ToCompare(ServerRun run, string scenario) =>
        RunPlayer.Recording(run.Recording).Of([scenario]).Count(frame => frame.ShowsTheServer);

    private static IEnumerable<TestCaseData> PlayedScenarios() =>
        from run in ConformancePlan.Runs
        from scenario in run.Scenarios.Intersect(RunPlayer.Recording(run.Recording).Scenarios)
        select new TestCaseData(run, scenario).SetName($"{{m}}({run.Recording}, {scenario})");
}
