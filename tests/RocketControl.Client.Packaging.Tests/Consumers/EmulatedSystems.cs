using System.Globalization;
using RocketControl.Client.Emulator;

namespace RocketControl.Client.Packaging.Tests.Consumers;

/// <summary>The four systems, for a program in another process.</summary>
internal sealed class EmulatedSystems : IAsyncDisposable
{
    private readonly RocketRideEmulator _rocketRide;
    private readonly FelderaEmulator _feldera;
    private readonly VectorShiftEmulator _vectorShift;
    private readonly ProcessManagerEmulator _processManager;
    private readonly EmulatorProcess _process;

    private EmulatedSystems(
        RocketRideEmulator rocketRide, FelderaEmulator feldera, VectorShiftEmulator vectorShift, ProcessManagerEmulator processManager, EmulatorProcess process)
    {
        _rocketRide = rocketRide;
        _feldera = feldera;
        _vectorShift = vectorShift;
        _processManager = processManager;
        _process = process;
    }

    /// <summary>The command line that tells the smoke program about them.</summary>
    public string[] Arguments =>
    [
        RocketRideEmulatorOptions.DefaultApiKey, $"{_rocketRide.Endpoint}", $"{_feldera.Endpoint}", $"{_vectorShift.Endpoint}", $"{_processManager.Endpoint}",
        _process.Pid.ToString(CultureInfo.InvariantCulture),
    ];

    public static async Task<EmulatedSystems> StartAsync()
    {
        var processManager = await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended });
        return new EmulatedSystems(
            await RocketRideEmulator.StartAsync(),
            await FelderaEmulator.StartAsync(new() { Edition = FelderaEdition.Enterprise }),
            await VectorShiftEmulator.StartAsync(),
            processManager,
            await processManager.StartProcessAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _rocketRide.DisposeAsync();
        await _feldera.DisposeAsync();
        await _vectorShift.DisposeAsync();
        await _processManager.DisposeAsync();
    }
}
