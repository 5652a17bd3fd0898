using Microsoft.Extensions.Hosting;
using RocketControl.Client.Emulator;
using RocketControl.Client.Hosting;

namespace WorkerService;

/// <summary>Lets the engine of the embedded server crash once, so that there is something to supervise.</summary>
internal sealed class Saboteur(RocketRideEmulator server, RunSupervisor supervisor) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(2.5), stoppingToken);
        foreach (var what in supervisor.Runs)
        {
            if (what.Run is not { } run)
                continue;
            Screen.Print("sabotage", $"the engine of {run} crashes");
            server.Faults.Tasks.CrashEngine(run.Id, 137, "out of memory", "Error*out of memory*engine");
        }
    }
}
