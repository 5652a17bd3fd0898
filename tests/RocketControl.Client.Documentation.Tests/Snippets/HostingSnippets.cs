using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RocketControl.Client.Emulator;
using RocketControl.Client.Hosting;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class HostingSnippets
{
    [Test]
    public async Task A_client_from_the_configuration()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["RunControl:Orders:System"] = "RocketRide";
        builder.Configuration["RunControl:Orders:Endpoint"] = $"{server.Endpoint}";
        builder.Services.AddSingleton(new Vault(server.ApiKey));

        #region hosting-register
        builder.Services.AddRunControlClient("orders", builder.Configuration.GetSection("RunControl:Orders"))
            .WithCredential((services, cancellationToken) => services.GetRequiredService<Vault>().ReadAsync("rocketride", cancellationToken));

        builder.Services.AddRunControlClient("bills", _ => new FelderaOptions { Endpoint = "https://feldera.example.com" })
            .Configure<FelderaOptions>((options, _) => options with { CallTimeout = TimeSpan.FromSeconds(10) });
        #endregion

        #region hosting-health
        builder.Services.AddHealthChecks().AddRunControlClient("orders", tags: ["ready"], timeout: TimeSpan.FromSeconds(1));
        #endregion

        builder.Services.AddSingleton<OrderDesk>();
        using var host = builder.Build();
        await host.StartAsync();

        Assert.That(await host.Services.GetRequiredService<OrderDesk>().CountAsync(), Is.Zero);
        Assert.That((await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
        await host.StopAsync();
    }

    [Test]
    public async Task A_supervisor()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRunControlClient("orders", _ => new RocketRideOptions { Endpoint = $"{server.Endpoint}", Credential = server.ApiKey });
        var seen = new List<RunSupervisorEventKind>();

        #region hosting-supervisor
        builder.Services.AddRunSupervisor(options => options.Runs.Add(new RunDeclaration
        {
            Name = "orders",
            Client = "orders",
            Pipeline = PipelineDefinition.FromFile("flow.pipe"),
            Restart = new RunRestartOptions { FirstDelay = TimeSpan.FromSeconds(2), MaxRestarts = 10 },
            TerminateOnStop = true,                                          // the run is this service's own
        }));
        #endregion

        using var host = builder.Build();
        await host.StartAsync();
        var supervisor = host.Services.GetRequiredService<RunSupervisor>();
        await foreach (var what in supervisor.WatchAsync())
        {
            if (what.Kind == RunSupervisorEventKind.Started)
                break;
        }
        var declaration = new RunDeclaration
        {
            Name = "bills",
            Pipeline = PipelineDefinition.FromFile("flow.pipe"),
            Use = new UseOptions { Token = "token-of-the-bills" },
        };

        #region hosting-supervisor-change
        supervisor.Add(declaration);                                         // starts in the background
        await supervisor.RemoveAsync("bills");                               // returns when the run is seen to be down
        #endregion

        var watching = WatchAsync();
        await host.StopAsync();
        await watching.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(seen, Does.Contain(RunSupervisorEventKind.Terminated));

        async Task WatchAsync()
        {
            #region hosting-supervisor-events
            await foreach (RunSupervisorEvent what in supervisor.WatchAsync())
                Console.WriteLine($"{what.Name}: {what.Kind} {what.Run} {what.Cause?.Message}");
            #endregion

            seen.AddRange(supervisor.Runs.Select(what => what.Kind));
        }
    }

    #region hosting-inject
    private sealed class OrderDesk([FromKeyedServices("orders")] RunControlClient client)
    {
        public async Task<int> CountAsync() => (await client.ListAsync()).Count;
    }
    #endregion

    private sealed class Vault(string key)
    {
        public ValueTask<string> ReadAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult(name.Length > 0 ? key : "");
    }
}
