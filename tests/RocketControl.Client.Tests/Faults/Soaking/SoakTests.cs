using RocketControl.Client.Soak.Soaking;

namespace RocketControl.Client.Tests.Faults.Soaking;

/// <summary>A taste of what <c>dotnet run --project tests/RocketControl.Client.Soak</c> does for as long as wanted.</summary>
[TestFixture]
internal sealed class SoakTests
{
    private const int Rounds = 2;
    private const int RelayedBetweenKills = 40;

    [TestCase(RocketRideTransportMode.WebSocket)]
    [TestCase(RocketRideTransportMode.Http)]
    public async Task Whatever_connections_are_killed_nothing_is_done_twice_or_told_to_the_wrong_caller(RocketRideTransportMode transport)
    {
        var seed = Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed}");

        var report = await SoakRun.RunAsync(new SoakPlan
        {
            Seed = seed,
            Transport = transport,
            Workers = 8,
            StepsPerRound = 12,
            GoesOn = (rounds, _) => rounds < Rounds,
            KillIsDue = (kills, units) => units > (kills + 1) * RelayedBetweenKills,
        });

        foreach (var (ending, count) in report.Endings)
            await TestContext.Out.WriteLineAsync($"{ending}: {count}");
        Assert.That(report.Problems.Count, Is.Zero, string.Join("\n", report.Problems));
        Assert.That(report.Kills, Is.Positive);
    }
}
