using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator;

/// <summary>A RocketRide server in this process, on a real loopback socket (RocketRide protocol §14).</summary>
public sealed class RocketRideEmulator : IAsyncDisposable
{
    private const string WebSocketPath = "/task/service";

    private readonly SemaphoreSlim _restarting = new(1);
    private LoopbackServer? _listener;
    private ServerLife _life;

    private RocketRideEmulator(RocketRideEmulatorOptions options)
    {
        Options = options;
        _life = new ServerLife(options);
    }

    /// <summary>The options that the emulator was started with.</summary>
    public RocketRideEmulatorOptions Options { get; }

    /// <summary>The base address, <c>http://127.0.0.1:port</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The address of the WebSocket, <c>ws://127.0.0.1:port/task/service</c>.</summary>
    public Uri WebSocketEndpoint { get; private set; } = null!;

    /// <summary>A key that the emulator accepts.</summary>
    public string ApiKey => Options.ApiKey ?? RocketRideEmulatorOptions.DefaultApiKey;

    /// <summary>Faults to inject.</summary>
    public RocketRideFaults Faults { get; } = new();

    /// <summary>How many WebSockets are open.</summary>
    public int ConnectionCount => _life.ConnectionCount;

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<RocketRideEmulator> StartAsync(RocketRideEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new RocketRideEmulator(options ?? new RocketRideEmulatorOptions());
        await emulator.ListenAsync(cancellationToken).ConfigureAwait(false);
        return emulator;
    }

    /// <summary>
    /// Stops and starts the server on the same port: clients get close code 1012, tasks and their tokens are forgotten, and the same pipeline gets the
    /// same token again (RocketRide protocol §1.7).
    /// </summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _restarting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _life.DisposeAsync().ConfigureAwait(false);
            _life = new ServerLife(Options);
        }
        finally
        {
            _restarting.Release();
        }
    }

    /// <summary>Closes every connection with 1012 and stops; takes two seconds at most, whatever the clients do.</summary>
    public async ValueTask DisposeAsync()
    {
        await _life.DisposeAsync().ConfigureAwait(false);
        if (_listener is not null)
            await _listener.DisposeAsync().ConfigureAwait(false);
        _restarting.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        _listener = await LoopbackServer.StartAsync(Options.Port, HandleAsync, cancellationToken).ConfigureAwait(false);
        Endpoint = new Uri($"http://127.0.0.1:{_listener.Port}");
        WebSocketEndpoint = new Uri($"ws://127.0.0.1:{_listener.Port}{WebSocketPath}");
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (!WebSocketHandshake.IsRequested(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"detail":"Not Found"}""").ConfigureAwait(false);
        }
        else if (!WebSocketHandshake.IsValid(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else if (context.Request.Path.Value != WebSocketPath)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            await _life.ServeAsync(context).ConfigureAwait(false);
        }
    }
}
