using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.Store;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator;

/// <summary>A RocketRide server in this process, on a real loopback socket (RocketRide protocol §14).</summary>
public sealed class RocketRideEmulator : IAsyncDisposable
{
    private const string WebSocketPath = "/task/service";

    private readonly SemaphoreSlim _restarting = new(1);
    private readonly RequestLedger _ledger = new();
    private readonly ServerDisk _disk;
    private LoopbackServer? _listener;
    private bool _disposed;
    private RocketRideTimings _timings;
    private volatile ServerLife _life;

    private RocketRideEmulator(RocketRideEmulatorOptions options)
    {
        Options = options;
        _timings = options.Timings;
        Faults = new RocketRideFaults(() => _life!.Sessions.Select(session => session.Control));
        _disk = new ServerDisk(options);
        _life = new ServerLife(options, Faults, _ledger, _disk);
    }

    /// <summary>The options that the emulator was started with.</summary>
    public RocketRideEmulatorOptions Options { get; }

    /// <summary>
    /// The clocks of tasks and pipes, at first those of <see cref="Options"/>. Setting them holds for whatever begins after that, so that the next start
    /// can be slower than the last one; what is under way keeps its clocks.
    /// </summary>
    public RocketRideTimings Timings
    {
        get => _timings;
        set
        {
            _timings = value;
            _life.Timings = value;
        }
    }

    /// <summary>The base address, <c>http://127.0.0.1:port</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The address of the WebSocket, <c>ws://127.0.0.1:port/task/service</c>.</summary>
    public Uri WebSocketEndpoint { get; private set; } = null!;

    /// <summary>A key that the emulator accepts.</summary>
    public string ApiKey => Options.ApiKey ?? RocketRideEmulatorOptions.DefaultApiKey;

    /// <summary>Faults to inject.</summary>
    public RocketRideFaults Faults { get; }

    /// <summary>How many WebSockets are open.</summary>
    public int ConnectionCount => _life.Sessions.Count;

    /// <summary>The newest 10,000 requests in the order of arrival, over WebSocket and HTTP, all connections and restarts.</summary>
    public IReadOnlyList<ReceivedRequest> ReceivedRequests => _ledger.Snapshot();

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static async Task<RocketRideEmulator> StartAsync(RocketRideEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new RocketRideEmulator((options ?? new RocketRideEmulatorOptions()).Validated());
        try
        {
            await emulator.ListenAsync(cancellationToken).ConfigureAwait(false);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Stops and starts the server on the same port: clients get close code 1012, tasks and their tokens are forgotten, and the same pipeline gets the
    /// same token again (RocketRide protocol §1.7). Files, deployments and changes to the server's environment stay. Who connects before it is over is reset.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _restarting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            await _life.DisposeAsync().ConfigureAwait(false);
            _life = new ServerLife(Options, Faults, _ledger, _disk) { Timings = _timings };
        }
        finally
        {
            _restarting.Release();
        }
    }

    /// <summary>Waits for a request; one that has already come counts, the oldest first.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a request came.</exception>
    public Task<ReceivedRequest> WaitForRequestAsync(Predicate<ReceivedRequest> matches, CancellationToken cancellationToken = default) =>
        _ledger.WaitAsync(matches, cancellationToken);

    /// <summary>Waits for a request with this command, and subcommand if given; one that has already come counts.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a request came.</exception>
    public Task<ReceivedRequest> WaitForRequestAsync(string command, string? subcommand = null, CancellationToken cancellationToken = default) =>
        WaitForRequestAsync(request => request.Command == command && (subcommand is null || request.Subcommand == subcommand), cancellationToken);

    /// <summary>Waits for an HTTP request; one that has already come counts.</summary>
    /// <param name="method">Its method, such as <c>POST</c>.</param>
    /// <param name="path">Its path without the query, such as <c>/task</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a request came.</exception>
    public Task<ReceivedRequest> WaitForHttpRequestAsync(string method, string path, CancellationToken cancellationToken = default) =>
        WaitForRequestAsync(request => request.Http is { } http && http.Method == method && http.Path == path, cancellationToken);

    /// <summary>Closes every connection with 1012 and stops; takes two seconds at most, whatever the clients do.</summary>
    public async ValueTask DisposeAsync()
    {
        await _restarting.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            await _life.DisposeAsync().ConfigureAwait(false);
            if (_listener is not null)
                await _listener.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _restarting.Release();
        }
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
            await _life.Http.HandleAsync(context).ConfigureAwait(false);
        }
        else if (!WebSocketHandshake.IsValid(context))
        {
            await UpgradeRefusal.WriteAsync(context, StatusCodes.Status400BadRequest).ConfigureAwait(false);
        }
        else if (context.Request.Path.Value != WebSocketPath)
        {
            await UpgradeRefusal.WriteAsync(context, StatusCodes.Status403Forbidden).ConfigureAwait(false);
        }
        else
        {
            await _life.ServeAsync(context).ConfigureAwait(false);
        }
    }
}
