using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketControl.Client.Hosting;
using RocketControl.Client.Smoke;

namespace RocketControl.Client.Consumer;

/// <summary>A client that a container makes from configuration.</summary>
internal static class HostingTour
{
    public static async Task RunAsync(string endpoint, string key, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Orders:System"] = "RocketRide", ["Orders:Endpoint"] = endpoint })
            .Build();
        var services = new ServiceCollection();
        services.AddRunControlClient("orders", configuration.GetSection("Orders")).WithCredential((_, _) => ValueTask.FromResult(key));
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredKeyedService<RunControlClient>("orders");

        Expect.Equal(0, (await client.ListAsync(cancellationToken)).Count);
        Console.WriteLine($"{client.TransportName}: made by a container, and nothing is left running");
    }
}
