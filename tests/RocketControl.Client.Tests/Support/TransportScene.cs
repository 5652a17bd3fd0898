using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Support;

/// <summary>A client with a scripted server and a clock that stands still.</summary>
internal sealed class TransportScene : IAsyncDisposable
{
    public const string Key = "rr_0123456789abcdef";

    public TransportScene(Func<RocketRideOptions, RocketRideOptions>? configure = null)
    {
        var options = Watched.RocketRide with
        {
            Endpoint = Server.Endpoint,
            Credential = Key,
            TimeProvider = Time,
            LoggerFactory = Log,
            EnvironmentVariable = _ => null,
        };
        Transport = new RocketRideTransport(configure is null ? options : configure(options));
        Client = new RunControlClient(Transport, Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public LogRecorder Log { get; } = new();

    public ScriptedServer Server { get; } = new();

    public RocketRideTransport Transport { get; }

    public RunControlClient Client { get; }

    /// <summary>Lets the client connect and log in.</summary>
    public async Task<ScriptedPeer> ConnectAsync()
    {
        var connecting = Transport.ConnectAsync();
        var peer = await Server.AcceptLoginAsync();
        await connecting.Soon();
        return peer;
    }

    /// <summary>The server goes first, so that the client has nobody to say goodbye to.</summary>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Client.DisposeAsync().Soon();
    }
}
