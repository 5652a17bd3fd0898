using RocketControl.Client.Benchmarks.Peers;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>Asking for the status of a run, the most frequent call of all.</summary>
internal static class StatusFigures
{
    private const int Calls = 20_000;

    public static async Task<IReadOnlyList<(string, double)>> SequentialAsync(string authority)
    {
        await using var client = Ours.Client(authority);
        using var floor = await FloorClient.ConnectAsync(authority);
        return [(".vs_floor", await Rounds.RatioAsync(
            Rounds.Repeat(Calls, () => client.GetTaskStatusAsync(Ours.Run)), Rounds.Repeat(Calls, floor.StatusAsync)))];
    }

    public static async Task<IReadOnlyList<(string, double)>> ConcurrentAsync(string authority)
    {
        const int CallsAtOnce = 64;
        await using var client = Ours.Client(authority);
        await using var naive = await NaiveMultiplexer.ConnectAsync(authority);
        var ours = Rounds.RepeatConcurrently(3 * Calls, CallsAtOnce, () => client.GetTaskStatusAsync(Ours.Run));
        var theirs = Rounds.RepeatConcurrently(3 * Calls, CallsAtOnce, naive.StatusAsync);
        return [(".vs_naive", await Rounds.RatioAsync(ours, theirs)), (".per_second", 3 * Calls / await Rounds.SecondsAsync(ours))];
    }

    /// <summary>What a call costs while many others wait for a reply that does not come, against what it costs while few do.</summary>
    public static async Task<IReadOnlyList<(string, double)>> ScalingAsync(string authority)
    {
        await using var few = Ours.Transport(authority);
        await using var many = Ours.Transport(authority);
        using var stop = new CancellationTokenSource();
        var waiting = await LetWaitAsync(few, 10);
        waiting.AddRange(await LetWaitAsync(many, 10_000));

        var ratio = await Rounds.RatioAsync(Rounds.Repeat(Calls, () => few.PingAsync()), Rounds.Repeat(Calls, () => many.PingAsync()));
        await stop.CancelAsync();
        await Task.WhenAll(waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [("", ratio)];

        async Task<List<Task>> LetWaitAsync(RocketRideTransport transport, int count)
        {
            await transport.PingAsync();
            return [.. Enumerable.Range(0, count).Select(_ => transport.CallAsync("bench_silent", timeout: TimeSpan.FromHours(1), cancellationToken: stop.Token))];
        }
    }

    public static async Task<IReadOnlyList<(string, double)>> AllocatedBytesAsync(string authority)
    {
        await using var client = Ours.Client(authority);
        var work = Rounds.Repeat(Calls, () => client.GetTaskStatusAsync(Ours.Run));
        await work();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return [("", (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls)];
    }
}
