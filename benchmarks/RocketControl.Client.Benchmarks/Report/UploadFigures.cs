using RocketControl.Client.Benchmarks.Peers;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>Feeding a run.</summary>
internal static class UploadFigures
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>Writes of 1 MiB into one pipe, each awaited.</summary>
    public static async Task<IReadOnlyList<(string, double)>> MebibyteWritesAsync(string authority)
    {
        const int Writes = 256;
        var payload = new byte[Mebibyte];
        var frame = FloorClient.WriteFrame(payload);
        await using var client = Ours.Client(authority);
        using var floor = await FloorClient.ConnectAsync(authority);
        return [(".vs_floor", await Rounds.RatioAsync(
            async () =>
            {
                await using var pipe = await client.OpenPipeAsync(Ours.Run);
                for (var i = 0; i < Writes; i++)
                    await pipe.WriteAsync(payload);
                await pipe.CompleteAsync();
            },
            Rounds.Repeat(Writes, () => floor.WriteAsync(frame))))];
    }

    /// <summary>How far the process grows while 1 GiB goes through it from a stream.</summary>
    public static async Task<IReadOnlyList<(string, double)>> GibibyteMemoryAsync(string authority)
    {
        await using var client = Ours.Client(authority);
        await SendAsync(64L * Mebibyte);
        GC.Collect();
        var before = Environment.WorkingSet;
        var peak = before;
        using var finished = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (!finished.IsCancellationRequested)
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                await Task.Delay(5);
            }
        });
        await SendAsync(1024L * Mebibyte);
        await finished.CancelAsync();
        await watching;
        return [(".memory_growth_mib", (peak - before) / (double)Mebibyte)];

        Task<SendResult> SendAsync(long length) =>
            client.SendAsync(Ours.Run, new ZeroStream(length), new SendOptions { MimeType = "application/octet-stream" });
    }

    /// <summary>Open, write and close of 100 bytes: three round trips.</summary>
    public static async Task<IReadOnlyList<(string, double)>> SmallAsync(string authority)
    {
        const int Sends = 5_000;
        var data = new byte[100];
        await using var client = Ours.Client(authority);
        using var floor = await FloorClient.ConnectAsync(authority);
        return [(".vs_floor", await Rounds.RatioAsync(
            Rounds.Repeat(Sends, () => client.SendAsync(Ours.Run, data)), Rounds.Repeat(Sends, () => floor.SendAsync(data))))];
    }
}
