using System.Diagnostics;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>
/// Tells when the emulator, which lives in this process, has nothing left to do: no work waits for the thread pool, and of its threads none is
/// busy but those that always are (test hosts block one or two). Only to be used while no other test runs.
/// </summary>
internal static class Quiet
{
    /// <summary>Work that has not ended by then waits for something that will not come now; it only bounds the wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private static readonly Lazy<int> AlwaysBusy = new(() => Enumerable.Range(0, 50).Min(_ => BusyAfter(TimeSpan.FromMilliseconds(1))));

    /// <summary>Has to be called once before there is an emulator.</summary>
    public static void Calibrate() => _ = AlwaysBusy.Value;

    public static void Await()
    {
        int calm = AlwaysBusy.Value;
        long start = Stopwatch.GetTimestamp();
        while ((ThreadPool.PendingWorkItemCount > 0 || Busy() > calm) && Stopwatch.GetElapsedTime(start) < Patience)
            Thread.Yield();
    }

    private static int BusyAfter(TimeSpan pause)
    {
        Thread.Sleep(pause);
        return Busy();
    }

    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        return most - available - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
    }
}
