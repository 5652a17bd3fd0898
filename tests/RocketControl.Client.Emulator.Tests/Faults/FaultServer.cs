using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Faults;

/// <summary>A server with one client that is logged in.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private FaultServer(RocketRideEmulator server, RawClient client)
    {
        Server = server;
        Client = client;
    }

    public RocketRideEmulator Server { get; }

    public RawClient Client { get; }

    public RocketRideFaults Faults => Server.Faults;

    public static async Task<FaultServer> StartAsync(TimeProvider? clock = null)
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { TimeProvider = clock ?? TimeProvider.System });
        return new FaultServer(server, await RawClient.LogInAsync(server));
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
