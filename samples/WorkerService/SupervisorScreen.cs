using Microsoft.Extensions.Hosting;
using RocketControl.Client.Hosting;

namespace WorkerService;

/// <summary>Shows what the supervisor decides. Registered before it, so that it stops after it and shows how it ends, too.</summary>
internal sealed class SupervisorScreen(RunSupervisor supervisor) : IHostedService
{
    private Task _showing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _showing = ShowAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _showing.WaitAsync(cancellationToken);

    private async Task ShowAsync()
    {
        await foreach (var what in supervisor.WatchAsync())
        {
            var run = what.Run is null ? "" : $" {what.Run}";
            var next = what.Delay is { } delay ? $", next in {delay.TotalSeconds:0.0} s" : "";
            var how = what.Status is { } status ? $": {status.State}" : "";
            Screen.Print(what.Name, $"{what.Kind}{run}{how}{next} {what.Cause?.Message ?? what.Status?.Error}");
        }
    }
}
