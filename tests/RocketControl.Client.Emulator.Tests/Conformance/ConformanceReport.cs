using RocketControl.Client.Emulator.Tests.Conformance.Plan;
using RocketControl.Client.Emulator.Tests.Conformance.Playing;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance;

/// <summary>The totals of a conformance run.</summary>
internal sealed record ConformanceReport(IReadOnlyList<string> Lines, int Differences)
{
    public static async Task<ConformanceReport> CreateAsync()
    {
        var lines = new List<string>();
        var all = new List<ScenarioResult>();
        foreach (string recording in RecordingReader.Names)
        {
            var results = new List<ScenarioResult>();
            foreach (ServerRun run in ConformancePlan.Runs.Where(run => run.Recording == recording))
                results.AddRange(await RunPlayer.ResultsAsync(run));
            lines.Add($"{recording}: {Totals(results)}");
            all.AddRange(results);
        }

        lines.Add(Totals(all));
        return new ConformanceReport(lines, all.Sum(result => result.Differences.Count));
    }

    private static string Totals(List<ScenarioResult> results) =>
        $"Compared {results.Sum(result => result.Compared)} frames in {results.Count} scenarios, {results.Sum(result => result.Differences.Count)} different";
}
