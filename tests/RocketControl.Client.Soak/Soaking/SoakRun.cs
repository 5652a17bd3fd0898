using System.Collections.Concurrent;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Soak.Soaking;

/// <summary>Many workers over one client whose connections are killed under way, round after round, each checked against the server's own ledger.</summary>
internal static class SoakRun
{
    /// <summary>Longer than the name that each object begins with.</summary>
    private const int ShortestObject = 100;

    public static async Task<SoakReport> RunAsync(SoakPlan plan)
    {
        var report = new SoakReport();
        var killer = new Killer(plan);
        await using var server = await RocketRideEmulator.StartAsync();
        await using var proxy = FaultProxy.Start(server.Endpoint);
        await using var client = RunControlClient.ForRocketRide(new RocketRideOptions
        {
            Endpoint = proxy.Endpoint.ToString(),
            Credential = server.ApiKey,
            Transport = plan.Transport,
            MaxRetries = 10,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            ReconnectDelay = TimeSpan.FromMilliseconds(1),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(20),
            EnvironmentVariable = _ => null,
        });
        // The first connection is made in peace: one that fails is not tried again.
        await client.TerminateAsync(await client.UseAsync(SoakPipelines.Echo("first")));
        proxy.Choose = killer.Choose;

        while (plan.GoesOn(report.Rounds, killer.Kills))
        {
            await PlayRoundAsync(plan, server, client, report);
            report.Rounds++;
            proxy.ForgetRecord();
        }
        report.Kills = killer.Kills;
        return report;
    }

    private static async Task PlayRoundAsync(SoakPlan plan, RocketRideEmulator server, RunControlClient client, SoakReport report)
    {
        var before = server.ReceivedRequests is [.., { Number: var last }] ? last : 0;
        var deeds = new ConcurrentQueue<Deed>();
        var length = ShortestObject;
        await Task.WhenAll(Enumerable.Range(0, plan.Workers).Select(number =>
        {
            var worker = new SoakWorker(
                client, report, deeds, $"{report.Rounds}-{number}", new Random(plan.Seed ^ (report.Rounds * plan.Workers + number)),
                () => Interlocked.Increment(ref length));
            return Task.Run(() => worker.WorkAsync(plan.StepsPerRound));
        }));

        var received = server.ReceivedRequests.Where(request => request.Number > before).ToList();
        if (received.Count > 0 && received[0].Number != before + 1)
            report.Complain("the round was too long for the server's ledger");
        new LedgerAudit(received, report).Check(deeds);
    }
}
