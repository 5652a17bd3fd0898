using System.Globalization;
using RocketControl.Client.Benchmarks.Server;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>
/// <c>report [--endpoint ws://HOST:PORT] [--only PREFIX]</c>: prints one figure a line, <c>NAME VALUE</c>. Figures that need what another server does not have are
/// always taken with our own.
/// </summary>
internal static class ReportCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        string? endpoint = null;
        var only = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--endpoint" when i + 1 < args.Length && Uri.TryCreate(args[i + 1], UriKind.Absolute, out var address):
                    endpoint = address.Authority;
                    break;
                case "--only" when i + 1 < args.Length:
                    only = args[i + 1];
                    break;
                default:
                    await Console.Error.WriteLineAsync("report [--endpoint ws://HOST:PORT] [--only PREFIX]");
                    return 2;
            }
        }

        using var server = await ServerProcess.StartAsync();
        var any = endpoint ?? server.Authority;
        foreach (var (name, figure) in Figures(any, server.Authority))
        {
            if (!name.StartsWith(only, StringComparison.Ordinal))
                continue;
            foreach (var (suffix, value) in await figure())
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}{suffix} {value:0.###}"));
        }
        return 0;
    }

    private static IEnumerable<(string Name, Func<Task<IReadOnlyList<(string Suffix, double Value)>>> Measure)> Figures(string any, string own) =>
    [
        ("status.sequential", () => StatusFigures.SequentialAsync(any)),
        ("status.concurrent64", () => StatusFigures.ConcurrentAsync(any)),
        ("status.scaling", () => StatusFigures.ScalingAsync(own)),
        ("status.allocated_bytes", () => StatusFigures.AllocatedBytesAsync(any)),
        ("upload.1mib", () => UploadFigures.MebibyteWritesAsync(any)),
        ("upload.1gib", () => UploadFigures.GibibyteMemoryAsync(any)),
        ("send.small", () => UploadFigures.SmallAsync(any)),
        ("events", () => EventFigures.VersusParseAsync(own)),
        ("watch.10000", () => EventFigures.WatchedRunsMemoryAsync(own)),
        ("http.status", () => HttpFigures.StatusAsync(own)),
        ("feldera.ingest", () => FelderaFigures.IngestAsync(own)),
        ("connect", () => ConnectFigures.ConnectAsync(any)),
    ];
}
