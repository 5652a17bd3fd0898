using Microsoft.Extensions.Hosting;
using RocketControl.Client.Emulator;
using RocketControl.Client.Hosting;

namespace WorkerService;

/// <summary>Lets the engine of the embedded server crash once, so that there is something to supervise.</summary>
internal sealed class Saboteur(RocketRideEmulator server, RunSupervisor supervisor) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var what in supervisor.WatchAsync(stoppingToken))
        {
            if (what is not { Kind: RunSupervisorEventKind.Started, Run: { } run })
                continue;
            await Task.Delay(TimeSpan.FromSeconds(2.5), stoppingToken);
            Screen.Print("sabotage", $"the engine of {run} crashes");
            server.Faults.Tasks.CrashEngine(run.Id, 137, "out of memory", "Error*out of memory*engine");
            return;
        }
    }
}
