using System.Collections.Concurrent;
using RocketControl.Client.Emulator.Tests.Conformance.Plan;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;
using RocketControl.Client.Emulator.Tests.Conformance.Wire;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>Plays server runs against emulators over real sockets, each run once.</summary>
internal static class RunPlayer
{
    /// <summary>The key of the recorded servers.</summary>
    private const string ApiKey = "MYAPIKEY";

    private static readonly ConcurrentDictionary<string, Lazy<Recording>> Recordings = [];
    private static readonly ConcurrentDictionary<ServerRun, Lazy<Task<IReadOnlyList<ScenarioResult>>>> Results = [];

    public static Recording Recording(string name) => Recordings.GetOrAdd(name, key => new(() => RecordingReader.Load(key))).Value;

    public static Task<IReadOnlyList<ScenarioResult>> ResultsAsync(ServerRun run) =>
        Results.GetOrAdd(run, key => new(() => PlayAsync(key))).Value;

    private static async Task<IReadOnlyList<ScenarioResult>> PlayAsync(ServerRun run)
    {
        Quiet.Calibrate();
        var clock = new ManualTimeProvider();
        DateTimeOffset boot = clock.GetUtcNow();
        await using RocketRideEmulator emulator = await RocketRideEmulator.StartAsync(new RocketRideEmulatorOptions
        {
            ApiKey = ApiKey,
            TimeProvider = clock,
            Timings = Circumstances.UsualTimings(run.Recording),
        });
        var substitutions = new Substitutions();
        var results = new List<ScenarioResult>();
        foreach (PlayBlock block in run.Blocks)
        {
            var player = new ScenarioPlayer(
                new SocketConnector(emulator.Endpoint), clock, substitutions, Circumstances.RulesFor(Recording(run.Recording), emulator));
            await player.AdvanceToAsync(boot + TimeSpan.FromSeconds(block.Uptime));
            results.AddRange(await player.PlayAsync(Recording(run.Recording).Of(block.Scenarios)));
        }

        return results;
    }
}
