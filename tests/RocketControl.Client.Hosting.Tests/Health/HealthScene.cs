using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RocketControl.Client.Hosting.Tests.Health;

/// <summary>A host with one client and its health check.</summary>
internal sealed class HealthScene : IAsyncDisposable
{
    private readonly HostScene _host = new();

    public HealthScene(RunTransportOptions options, TimeSpan? timeout = null, TimeSpan? remember = null)
    {
        _host.Services.AddRunControlClient("a", _ => options);
        _host.Services.AddHealthChecks().AddRunControlClient("a", timeout: timeout, remember: remember);
    }

    public RunControlClient Client => _host.Client("a");

    public async Task<HealthReportEntry> CheckAsync()
    {
        var report = await _host.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync().Soon();
        return report.Entries["run-control:a"];
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
