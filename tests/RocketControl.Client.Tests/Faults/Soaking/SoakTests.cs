using RocketControl.Client.Soak.Soaking;

namespace RocketControl.Client.Tests.Faults.Soaking;

/// <summary>A taste of what <c>dotnet run --project tests/RocketControl.Client.Soak</c> does for as long as wanted.</summary>
[TestFixture]
internal sealed class SoakTests
{
    [TestCase(RocketRideTransportMode.WebSocket, 24)]
    [TestCase(RocketRideTransportMode.Http, 24)]
    public async Task Whatever_connections_are_killed_nothing_is_done_twice_or_told_to_the_wrong_caller(RocketRideTransportMode transport, int rounds)
    {
        var seed = Random.Shared.Next();
        await TestContext.Error.WriteLineAsync($"{transport}, seed {seed}");

        var report = await SoakRun.RunAsync(SoakPlan.OfRounds(seed, transport, rounds));

        foreach (var line in report.Lines)
            await TestContext.Error.WriteLineAsync($"{transport}: {line}");
        Assert.That(report.Problems.Count, Is.Zero, string.Join("\n", report.Problems));
        Assert.That(report.Kills, Is.Positive);
    }
}
