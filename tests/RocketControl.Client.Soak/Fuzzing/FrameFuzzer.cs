using System.Text;

namespace RocketControl.Client.Soak.Fuzzing;

/// <summary>
/// Mutated frames of real servers through everything that reads what a server sends. Nothing may throw but this library's own exceptions, and no frame may make it allocate
/// without bounds.
/// </summary>
internal static class FrameFuzzer
{
    /// <summary>So much may be allocated for a frame besides what its length explains.</summary>
    private const long AllocationFloor = 4 * 1024 * 1024;

    private const int AllocationPerByte = 200;
    private const int MostProblems = 20;

    public static FuzzReport Run(int count, int seed)
    {
        var random = new Random(seed);
        var mutation = new Mutation(random);
        var readers = new FrameReaders();
        var frames = Recordings.ServerFrames;
        var report = new FuzzReport();
        for (; report.Frames < count && report.Problems.Count < MostProblems; report.Frames++)
        {
            var (original, isBinary) = frames[random.Next(frames.Count)];
            var mutated = mutation.Of(original, frames[random.Next(frames.Count)].Bytes);
            Play(readers, mutated, isBinary ^ (random.Next(10) == 0), report);
        }
        return report;
    }

    private static void Play(FrameReaders readers, byte[] frame, bool isBinary, FuzzReport report)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            if (readers.Read(frame, isBinary))
                report.Understood++;
        }
        catch (Exception exception)
        {
            report.Problems.Add($"{exception}\n  on {Show(frame)}");
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        report.MostAllocated = Math.Max(report.MostAllocated, allocated);
        if (allocated > AllocationFloor + ((long)AllocationPerByte * frame.Length))
            report.Problems.Add($"{allocated:N0} bytes were allocated for {Show(frame)}");
    }

    private static string Show(byte[] frame) => $"{frame.Length} bytes: {Encoding.Latin1.GetString(frame.AsSpan(0, Math.Min(frame.Length, 2000)))}";
}
