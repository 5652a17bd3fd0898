using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Soak.Leaks;

/// <summary>Uses the client in ways that would add up if anything were left behind, and looks at what the process holds before and after.</summary>
internal static class LeakRun
{
    private const int AtATime = 50;
    private const int LongestWait = 200;

    /// <returns>What was left behind; empty when nothing was.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(int cycles, int cancelledCalls, Action<string> tell)
    {
        await using var server = await RocketRideEmulator.StartAsync();
        var options = new RocketRideOptions { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey, EnvironmentVariable = _ => null };
        // Fills caches, pools, and the server's ledger, which keeps the newest 10,000 requests.
        await CancelCallsAsync(options, Math.Max(cancelledCalls / 5, 12_000));
        await CycleAsync(options, cycles / 10);

        return
        [
            .. await CompareAsync($"{cycles} connections, one after the other", () => CycleAsync(options, cycles), tell),
            .. await CompareAsync($"{cancelledCalls} cancelled calls", () => CancelCallsAsync(options, cancelledCalls), tell),
        ];
    }

    private static async Task<IEnumerable<string>> CompareAsync(string what, Func<Task> act, Action<string> tell)
    {
        var before = Footprint.Measure();
        await act();
        var after = Footprint.Measure();
        // Sockets close and threads retire in their own time.
        for (var i = 0; i < LongestWait && !after.IsBackAt(before); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            after = Footprint.Measure();
        }
        tell($"{what}: {before} before, {after} after");
        return after.IsBackAt(before) ? [] : [$"{what} left something behind: {before} before, {after} after"];
    }

    private static async Task CycleAsync(RocketRideOptions options, int cycles)
    {
        for (var i = 0; i < cycles; i++)
        {
            await using var transport = new RocketRideTransport(options);
            await transport.PingAsync();
        }
    }

    /// <summary>Every other caller gives up before the call, during it, or just when the reply comes.</summary>
    private static async Task CancelCallsAsync(RocketRideOptions options, int calls)
    {
        await using var transport = new RocketRideTransport(options);
        await transport.PingAsync();
        for (var done = 0; done < calls; done += AtATime)
        {
            using var cancellation = new CancellationTokenSource();
            var pings = Enumerable.Range(0, AtATime).Select(_ => transport.PingAsync(cancellation.Token)).ToList();
            if (done % (2 * AtATime) == 0)
                await Task.WhenAny(pings);
            await cancellation.CancelAsync();
            foreach (var ping in pings)
                await ((Task)ping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await transport.PingAsync();
    }
}
