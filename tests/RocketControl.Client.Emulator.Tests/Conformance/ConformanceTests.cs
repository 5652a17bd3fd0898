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
        Assert.That(result.Compared, Is.GreaterThan(0).Or.EqualTo(RecordedAnswers(run, scenario)));
    }

    [TestCaseSource(typeof(RecordingReader), nameof(RecordingReader.Names))]
    public void Every_recorded_scenario_is_played_once_or_on_the_written_list(string recording)
    {
        IEnumerable<string> listed = WaitingForLater.Scenarios.Keys;
        IReadOnlyList<string> recorded = RunPlayer.Recording(recording).Scenarios;
        IEnumerable<string> played = ConformancePlan.Runs.Where(run => run.Recording == recording).SelectMany(run => run.Scenarios.Intersect(recorded));

        Assert.That(played.Concat(listed.Intersect(recorded)), Is.EquivalentTo(recorded));
    }

    [Test]
    public void The_written_list_names_recorded_scenarios_only() =>
        Assert.That(WaitingForLater.Scenarios.Keys, Is.SubsetOf(RecordingReader.Names.SelectMany(name => RunPlayer.Recording(name).Scenarios)));

    [Test]
    public async Task Nothing_in_all_recordings_differs_and_every_exemption_is_needed()
    {
        ConformanceReport report = await ConformanceReport.CreateAsync();

        foreach (string line in report.Lines)
            await TestContext.Progress.WriteLineAsync(line);
        Assert.That(report.Differences, Is.Zero);
        Assert.That(Exemptions.Unused, Is.Empty);
    }

    private static IEnumerable<TestCaseData> PlayedScenarios() =>
        from run in ConformancePlan.Runs
        from scenario in run.Scenarios.Intersect(RunPlayer.Recording(run.Recording).Scenarios)
        select new TestCaseData(run, scenario).SetName($"{{m}}({run.Recording}, {scenario})");

    private static int RecordedAnswers(ServerRun run, string scenario) =>
        RunPlayer.Recording(run.Recording).Of([scenario]).Count(frame => frame.Kind == RecordedFrameKind.ServerFrame);
}
