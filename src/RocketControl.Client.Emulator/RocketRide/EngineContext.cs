using RocketControl.Client.Emulator.RocketRide.Account;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>What the parts of one engine share.</summary>
internal sealed class EngineContext(
    RocketRideEmulatorOptions options,
    RocketRideTaskFaults faults,
    ConnectionRegistry connections,
    ServerEnvironment environment,
    CancellationToken stopping)
{
    /// <summary>
    /// Held for every change of state and for the events that tell of it: the real server has one event loop, so nothing can come between
    /// them. Never held across an await.
    /// </summary>
    public object Gate { get; } = new();

    public RocketRideEmulatorOptions Options { get; } = options;

    /// <summary>The clocks for whatever begins from now on.</summary>
    public RocketRideTimings Timings { get; set; } = options.Timings;

    public RocketRideTaskFaults Faults { get; } = faults;

    public ConnectionRegistry Connections { get; } = connections;

    /// <summary>The server's variables for pipelines.</summary>
    public ServerEnvironment Environment { get; } = environment;

    public EngineClock Clock { get; } = new(options.TimeProvider);

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopping { get; } = stopping;
}
