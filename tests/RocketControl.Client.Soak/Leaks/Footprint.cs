using System.Diagnostics;

namespace RocketControl.Client.Soak.Leaks;

/// <summary>What this process holds at one moment.</summary>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Threads of the pool and all others.</param>
/// <param name="Timers">Armed timers.</param>
/// <param name="Bytes">Managed memory in use.</param>
internal sealed record Footprint(int Handles, int Threads, long Timers, long Bytes)
{
    private const int MoreHandles = 10;
    private const int MoreThreads = 10;
    private const int MoreTimers = 10;
    private const long MoreBytes = 4 * 1024 * 1024;

    public static Footprint Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        using var process = Process.GetCurrentProcess();
        return new Footprint(process.HandleCount, process.Threads.Count, Timer.ActiveCount, GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>Whether it is that of before, give or take what a process of this kind does by itself.</summary>
    public bool IsBackAt(Footprint before) =>
        Handles <= before.Handles + MoreHandles
        && Threads <= before.Threads + MoreThreads
        && Timers <= before.Timers + MoreTimers
        && Bytes <= before.Bytes + MoreBytes;

    public override string ToString() => $"{Handles} handles, {Threads} threads, {Timers} timers, {Bytes:N0} bytes";
}
