using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>An emulator on a manual clock whose tasks start and stop at once, so that only the intervals under test need time.</summary>
internal sealed class TaskServer : IAsyncDisposable
{
    public static readonly RocketRideTimings Instant = new()
    {
        StartDuration = TimeSpan.Zero,
        ReadyDelay = TimeSpan.Zero,
        StopDuration = TimeSpan.Zero,
        StopPoll = TimeSpan.Zero,
        CountsInterval = TimeSpan.Zero,
    };

    private TaskServer(RocketRideEmulator emulator, ManualTimeProvider time)
    {
        Emulator = emulator;
        Time = time;
    }

    public RocketRideEmulator Emulator { get; }

    public ManualTimeProvider Time { get; }

    public RocketRideTaskFaults Faults => Emulator.Faults.Tasks;

    public static async Task<TaskServer> StartAsync(RocketRideTimings? timings = null, Func<RocketRideEmulatorOptions, RocketRideEmulatorOptions>? change = null)
    {
        var time = new ManualTimeProvider();
        var options = new RocketRideEmulatorOptions { TimeProvider = time, Timings = timings ?? Instant, PingInterval = TimeSpan.FromDays(365) };
        return new(await RocketRideEmulator.StartAsync(change?.Invoke(options) ?? options), time);
    }

    public Task<RawClient> LogInAsync(string? key = null) => RawClient.LogInAsync(Emulator, key);

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
