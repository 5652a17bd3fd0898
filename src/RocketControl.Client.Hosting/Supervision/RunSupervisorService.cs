using Microsoft.Extensions.Hosting;

namespace RocketControl.Client.Hosting.Supervision;

/// <summary>Starts and stops the supervisor with the host.</summary>
internal sealed class RunSupervisorService(RunSupervisor supervisor) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        supervisor.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => supervisor.StopAsync(cancellationToken);
}
