using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>Tests against an emulator of their own, one for each test, so that all of them run side by side.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class EmulatorTests
{
    private readonly List<IAsyncDisposable> _opened = [];

    protected RocketRideEmulator Server { get; private set; } = null!;

    /// <summary>The client of the test; others come from <see cref="NewClient"/>.</summary>
    protected RunControlClient Client { get; private set; } = null!;

    protected virtual RocketRideEmulatorOptions ServerOptions => new();

    /// <summary>For the emulator of the test, with a pause before repetitions that costs no time.</summary>
    protected virtual RocketRideOptions ClientOptions => new()
    {
        Endpoint = Server.Endpoint.ToString(),
        Credential = Server.ApiKey,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        EnvironmentVariable = _ => null,
    };

    [SetUp]
    public async Task StartServerAsync()
    {
        Server = await RocketRideEmulator.StartAsync(ServerOptions);
        Client = NewClient();
    }

    [TearDown]
    public async Task StopServerAsync()
    {
        foreach (var opened in _opened)
            await opened.DisposeAsync().AsTask().Guarded();
        await Server.DisposeAsync().AsTask().Guarded();
    }

    protected RunControlClient NewClient(RocketRideOptions? options = null)
    {
        var client = RunControlClient.ForRocketRide(options ?? ClientOptions);
        _opened.Add(client);
        return client;
    }

    protected RocketRideTransport NewTransport(RocketRideOptions? options = null)
    {
        var transport = new RocketRideTransport(options ?? ClientOptions);
        _opened.Add(transport);
        return transport;
    }

    /// <summary>How many requests of this kind the server has got.</summary>
    protected int CountRequests(string command, string? subcommand = null) =>
        Server.ReceivedRequests.Count(request => request.Command == command && (subcommand is null || request.Subcommand == subcommand));
}
