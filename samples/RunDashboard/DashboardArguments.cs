using System.Globalization;

namespace RunDashboard;

/// <summary>The command line.</summary>
internal sealed record DashboardArguments
{
    public const string Usage = """
        Serves a page that shows runs as they happen and starts, feeds, pauses and ends them.

        Usage: dotnet run --project samples/RunDashboard -- [options]

          --system NAME      rocketride, feldera, vectorshift, processes, or all (default)
          --endpoint URL     a server of that system; without it embedded ones are started. Its key comes from the environment:
                             ROCKETRIDE_APIKEY, FELDERA_API_KEY, VECTORSHIFT_API_KEY or PROCESS_MANAGER_KEY.
          --no-demo          start no runs for show on the embedded servers
          --port PORT        the page's port on this machine (default: 5180; 0 takes a free one)
          --urls URL         the page's whole address instead, such as http://localhost:8000; this machine only
          --allow-insecure   allow http and ws to other machines (the key travels in the clear)
          --help             this text
        """;

    private const string DefaultUrl = "http://127.0.0.1:5180";

    /// <summary>The system to show; null for all.</summary>
    public SystemName? System { get; init; }

    public string? Endpoint { get; init; }

    public bool Demo { get; init; } = true;

    public string Url { get; init; } = DefaultUrl;

    public bool AllowInsecure { get; init; }

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static DashboardArguments Parse(string[] args)
    {
        var arguments = new DashboardArguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--system" => arguments with { System = SystemOf(Value(args, ref i)) },
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--no-demo" => arguments with { Demo = false },
                "--port" => arguments with { Url = $"http://127.0.0.1:{Port(Value(args, ref i))}" },
                "--urls" => arguments with { Url = LoopbackUrl(Value(args, ref i)) },
                "--allow-insecure" => arguments with { AllowInsecure = true },
                "--help" or "-h" => arguments with { Help = true },
                _ => throw new FormatException($"Unknown option '{args[i]}'. Try --help."),
            };
        }
        return arguments.Help || arguments.Endpoint is null || arguments.System is not null
            ? arguments
            : throw new FormatException("--endpoint needs --system, to say what is there. Try --help.");
    }

    private static SystemName? SystemOf(string text) => text switch
    {
        "all" => null,
        "rocketride" => SystemName.RocketRide,
        "feldera" => SystemName.Feldera,
        "vectorshift" => SystemName.VectorShift,
        "processes" => SystemName.Processes,
        _ => throw new FormatException($"--system must be rocketride, feldera, vectorshift, processes or all, not '{text}'."),
    };

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            ? port
            : throw new FormatException($"--port must be a number from 0 to 65535, not '{text}'.");

    private static string LoopbackUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true, AbsolutePath: "/" }
            ? url.GetLeftPart(UriPartial.Authority)
            : throw new FormatException($"--urls must be one http address of this machine, such as http://localhost:8000, not '{text}'.");

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");
}
