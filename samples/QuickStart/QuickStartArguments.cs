using RocketControl.Client;

namespace QuickStart;

/// <summary>The command line.</summary>
internal sealed record QuickStartArguments
{
    public const string Usage = """
        Starts a run, feeds it a text, shows its status and ends it.

        Usage: dotnet run --project samples/QuickStart -- [options]

          --endpoint URL      a RocketRide server; without it an embedded one is started.
                              The key comes from the environment variable ROCKETRIDE_APIKEY.
          --pipeline FILE     the pipeline to run (default: the echo.pipe of this sample)
          --text TEXT         the text to feed
          --transport NAME    websocket, http, or auto: HTTP where no WebSocket can be had (default)
          --allow-insecure    allow http and ws to other machines (the key travels in the clear)
          --help              this text
        """;

    public string? Endpoint { get; init; }

    public string Pipeline { get; init; } = Path.Combine(AppContext.BaseDirectory, "echo.pipe");

    public string Text { get; init; } = "Grüße aus dem Weltraum 🚀 — 世界";

    public RocketRideTransportMode Transport { get; init; }

    public bool AllowInsecure { get; init; }

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static QuickStartArguments Parse(string[] args)
    {
        var arguments = new QuickStartArguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--pipeline" => arguments with { Pipeline = Value(args, ref i) },
                "--text" => arguments with { Text = Value(args, ref i) },
                "--transport" => arguments with { Transport = TransportOf(Value(args, ref i)) },
                "--allow-insecure" => arguments with { AllowInsecure = true },
                "--help" or "-h" => arguments with { Help = true },
                _ => throw new FormatException($"Unknown option '{args[i]}'. Try --help."),
            };
        }
        return arguments;
    }

    private static RocketRideTransportMode TransportOf(string name) => name switch
    {
        "auto" => RocketRideTransportMode.Auto,
        "websocket" => RocketRideTransportMode.WebSocket,
        "http" => RocketRideTransportMode.Http,
        _ => throw new FormatException($"--transport must be websocket, http or auto, not '{name}'."),
    };

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");
}
