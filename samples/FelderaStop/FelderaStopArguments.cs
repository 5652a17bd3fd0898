namespace FelderaStop;

/// <summary>The command line.</summary>
internal sealed record FelderaStopArguments
{
    public const string Usage = """
        Creates a Feldera pipeline, feeds it, asks it, saves its state and ends it gracefully.

        Usage: dotnet run --project samples/FelderaStop -- [options]

          --endpoint URL     a Feldera server; without it an embedded one is started
          --key KEY          its API key (default: the environment variable FELDERA_API_KEY; none is fine for a server without authentication)
          --name NAME        the pipeline's name (default: rocketcontrol-sample); one of that name must not be in use
          --allow-fallback   end it by force where the server's edition cannot save states
          --allow-insecure   allow http to other machines (the key travels in the clear)
          --help             this text
        """;

    public string? Endpoint { get; init; }

    public string? Key { get; init; }

    public string Name { get; init; } = "rocketcontrol-sample";

    public bool AllowFallback { get; init; }

    public bool AllowInsecure { get; init; }

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static FelderaStopArguments Parse(string[] args)
    {
        var arguments = new FelderaStopArguments { Key = Environment.GetEnvironmentVariable("FELDERA_API_KEY") };
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--key" => arguments with { Key = Value(args, ref i) },
                "--name" => arguments with { Name = Value(args, ref i) },
                "--allow-fallback" => arguments with { AllowFallback = true },
                "--allow-insecure" => arguments with { AllowInsecure = true },
                "--help" or "-h" => arguments with { Help = true },
                _ => throw new FormatException($"Unknown option '{args[i]}'. Try --help."),
            };
        }
        return arguments;
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");
}
