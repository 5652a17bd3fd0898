using Microsoft.Extensions.Logging.Abstractions;
using RocketControl.Client.Emulator;
using RocketControl.Client.Hosting.Supervision;

namespace RocketControl.Client.Hosting.Tests.Supervision;

/// <summary>A supervisor with a real client on an emulated server. The client's clock, which is also the supervisor's, stands still.</summary>
internal sealed class SupervisorScene : IAsyncDisposable
{
    /// <summary>A pause that no timer of the client has.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(7.77);

    private SupervisorScene(RocketRideEmulator server)
    {
        Server = server;
        Client = RunControlClient.ForRocketRide(new RocketRideOptions
        {
            Endpoint = $"{server.Endpoint}",
            Credential = server.ApiKey,
            Transport = RocketRideTransportMode.WebSocket,
            TimeProvider = Time,
            EnvironmentVariable = static _ => null,
        });
        Supervisor = new RunSupervisor(new RunSupervisorOptions(), _ => Client, new SupervisorJournal(NullLogger.Instance), static () => 0, Time);
        Events = new EventReader(Supervisor);
    }

    public RocketRideEmulator Server { get; }

    public ManualTimeProvider Time { get; } = new();

    public RunControlClient Client { get; }

    public RunSupervisor Supervisor { get; }

    public EventReader Events { get; }

    public int Starts => Server.ReceivedRequests.Count(request => request.Command == "execute");

    public static async Task<SupervisorScene> StartAsync() => new(await RocketRideEmulator.StartAsync());

    public static RunDeclaration Declare(string name = "orders", int? maxRestarts = null, bool terminateOnStop = false) => new()
    {
        Name = name,
        Pipeline = Samples.Webhook($"project-of-{name}"),
        Restart = new RunRestartOptions { FirstDelay = Pause, LongestDelay = Pause * 4, MaxRestarts = maxRestarts },
        TerminateOnStop = terminateOnStop,
    };

    /// <summary>Declares a run and waits until it is up.</summary>
    public async Task<Run> BringUpAsync(RunDeclaration? declaration = null)
    {
        Supervisor.Add(declaration ?? Declare());
        return (await Events.UntilAsync(RunSupervisorEventKind.Started)).Run!;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await Supervisor.StopAsync(now.Token).Soon();
        await Events.DisposeAsync();
        await Server.DisposeAsync();
        await Client.DisposeAsync().Soon();
    }
}
