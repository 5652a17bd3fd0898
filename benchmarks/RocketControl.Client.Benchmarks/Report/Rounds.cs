using System.Diagnostics;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>Takes turns between ours and a peer, so that whatever else the machine does hits both.</summary>
internal static class Rounds
{
    private const int Count = 7;

    /// <summary>It takes more than one until what runs often is compiled for good.</summary>
    private const int WarmUps = 3;

    /// <summary>How often ours does what the peer does once: the median over the rounds after those that only warm up.</summary>
    /// <param name="ours">Does the work once.</param>
    /// <param name="peer">Does the same work once.</param>
    /// <param name="afterEach">Tidies up after each round, untimed; null when there is nothing to tidy up.</param>
    public static async Task<double> RatioAsync(Func<Task> ours, Func<Task> peer, Func<Task>? afterEach = null)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            await ours();
            await peer();
            if (afterEach is not null)
                await afterEach();
        }
        var ratios = new List<double>();
        for (var round = 0; round < Count; round++)
        {
            double oursSeconds, peerSeconds;
            if (round % 2 == 0)
                (oursSeconds, peerSeconds) = (await TimeAsync(ours), await TimeAsync(peer));
            else
                (peerSeconds, oursSeconds) = (await TimeAsync(peer), await TimeAsync(ours));
            ratios.Add(peerSeconds / oursSeconds);
            if (afterEach is not null)
                await afterEach();
        }
        return Median(ratios);
    }

    /// <summary>The median time of the work, in seconds, after one that only warms up.</summary>
    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        await work();
        var times = new List<double>();
        for (var round = 0; round < Count; round++)
            times.Add(await TimeAsync(work));
        return Median(times);
    }

    /// <summary>A piece of work so many times, one after the other.</summary>
    public static Func<Task> Repeat(int times, Func<Task> work) => async () =>
    {
        for (var i = 0; i < times; i++)
            await work();
    };

    /// <summary>A piece of work so many times, always several at once.</summary>
    public static Func<Task> RepeatConcurrently(int times, int atOnce, Func<Task> work) => () => Task.WhenAll(
        Enumerable.Range(0, atOnce).Select(_ => Task.Run(Repeat(times / atOnce, work))));

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
