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

    /// <summary>The fewest busy threads ever seen; work of earlier tests that was still going on at first does not count for long.</summary>
    private static int _alwaysBusy = int.MaxValue;

    /// <summary>Has to be called once before there is an emulator.</summary>
    public static void Calibrate()
    {
        for (int look = 0; look < 20; look++)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(1));
            Busy();
        }
    }

    public static void Await()
    {
        long start = Stopwatch.GetTimestamp();
        while ((ThreadPool.PendingWorkItemCount > 0 || Busy() > _alwaysBusy) && Stopwatch.GetElapsedTime(start) < Patience)
            Thread.Yield();
    }

    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        int busy = most - available - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
        _alwaysBusy = Math.Min(_alwaysBusy, busy);
        return busy;
    }
}
