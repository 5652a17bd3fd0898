using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>Tests against an emulator of their own, one for each test, so that all of them run side by side.</summary>
internal abstract class EmulatorTests
{
    private readonly List<IAsyncDisposable> _opened = [];
    private RunControlClient? _client;

    protected RocketRideEmulator Server { get; private set; } = null!;

    /// <summary>The client of the test; others come from <see cref="NewClient"/>.</summary>
    protected RunControlClient Client => _client ??= NewClient();

    protected virtual RocketRideEmulatorOptions ServerOptions => new();

    /// <summary>For the emulator of the test, with pauses before repetitions that cost no time.</summary>
    protected virtual RocketRideOptions ClientOptions => Watched.RocketRide with
    {
        Endpoint = Server.Endpoint.ToString(),
        Credential = Server.ApiKey,
        Transport = RocketRideTransportMode.WebSocket,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        ReconnectDelay = TimeSpan.FromMilliseconds(1),
        EnvironmentVariable = _ => null,
    };

    [SetUp]
    public async Task StartServerAsync() => Server = await RocketRideEmulator.StartAsync(ServerOptions);

    [TearDown]
    public async Task StopServerAsync()
    {
        Server.Faults.Clear();
        foreach (var opened in _opened)
            await opened.DisposeAsync().Soon();
        await Server.DisposeAsync().Soon();
    }

    protected RunControlClient NewClient(RocketRideOptions? options = null) => Opened(RunControlClient.ForRocketRide(options ?? ClientOptions));

    protected RocketRideTransport NewTransport(RocketRideOptions? options = null) => Opened(new RocketRideTransport(options ?? ClientOptions));

    protected Task<Run> StartRunAsync(string project = "project") => Client.UseAsync(Pipelines.Echo(project)).Soon();

    protected async Task<RunState> StateOfAsync(RunReference run) => (await Client.GetTaskStatusAsync(run).Soon()).State;

    /// <summary>How many requests of this kind the server has got.</summary>
    protected int CountRequests(string command, string? subcommand = null) =>
        Server.ReceivedRequests.Count(request => request.Command == command && (subcommand is null || request.Subcommand == subcommand));

    private T Opened<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
