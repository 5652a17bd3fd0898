namespace WatchRun;

/// <summary>The command line.</summary>
internal sealed record WatchArguments
{
    public const string Usage = """
        Shows the life of a run as it happens, until the run ends or Ctrl+C.

        Usage: dotnet run --project samples/WatchRun -- [options]

          --endpoint URL      a RocketRide server; without it an embedded one is started, with a run
                              that is fed and then ended.
          --token TOKEN       the run to watch; needed with --endpoint.
                              The key comes from the environment variable ROCKETRIDE_APIKEY.
          --allow-insecure    allow http and ws to other machines (the key travels in the clear)
          --help              this text
        """;

    public string? Endpoint { get; init; }

    public string? Token { get; init; }

    public bool AllowInsecure { get; init; }

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static WatchArguments Parse(string[] args)
    {
        var arguments = new WatchArguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--token" => arguments with { Token = Value(args, ref i) },
                "--allow-insecure" => arguments with { AllowInsecure = true },
                "--help" or "-h" => arguments with { Help = true },
                _ => throw new FormatException($"unknown option '{args[i]}'. Try --help."),
            };
        }
        return arguments.Endpoint is null == arguments.Token is null || arguments.Help
            ? arguments
            : throw new FormatException("--endpoint and --token belong together. Try --help.");
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");
}
