using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RocketControl.Client;
using RocketControl.Client.Hosting;

namespace WorkerService;

/// <summary>Feeds the run one order a second, whenever it is up, and asks for the health now and then.</summary>
internal sealed class OrderFeeder(
    [FromKeyedServices("orders")] RunControlClient client, RunSupervisor supervisor, HealthCheckService health) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var order = 1; ; order++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            await FeedAsync($"order {order}", stoppingToken);
            if (order % 2 == 1)
                await ShowHealthAsync(stoppingToken);
        }
    }

    private async Task FeedAsync(string order, CancellationToken cancellationToken)
    {
        if (supervisor.Runs.FirstOrDefault(what => what.Name == "orders") is not
            { Kind: RunSupervisorEventKind.Started or RunSupervisorEventKind.TakenOver or RunSupervisorEventKind.Reached, Run: { } run })
        {
            Screen.Print("feeder", $"{order} waits: the run is not up");
            return;
        }
        try
        {
            var result = await client.SendAsync(run, order, cancellationToken);
            Screen.Print("feeder", $"{order} gave {string.Join(", ", result.Results.Select(member => $"{member.Key} = {member.Value}"))}");
        }
        catch (RunControlException exception)
        {
            Screen.Print("feeder", $"{order} failed: {exception.Message}");
        }
    }

    private async Task ShowHealthAsync(CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        foreach (var (name, entry) in report.Entries)
            Screen.Print("health", $"{name}: {entry.Status}. {entry.Description}");
    }
}
