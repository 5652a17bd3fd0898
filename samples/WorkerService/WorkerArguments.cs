using System.Globalization;

namespace WorkerService;

/// <summary>The command line.</summary>
internal sealed record WorkerArguments
{
    public const string Usage = """
        A service that keeps a run running, feeds it, and tells how it is.

        Usage: dotnet run --project samples/WorkerService -- [options]

          --endpoint URL   a RocketRide server; without it an embedded one is started, whose engine crashes once, on purpose.
                           The key comes from the environment variable ROCKETRIDE_APIKEY.
          --for SECONDS    how long to go on (default: 8); Ctrl+C ends it before
          --help           this text
        """;

    public string? Endpoint { get; init; }

    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(8);

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static WorkerArguments Parse(string[] args)
    {
        var arguments = new WorkerArguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--for" => arguments with { For = Seconds(Value(args, ref i)) },
                "--help" or "-h" => arguments with { Help = true },
                _ => throw new FormatException($"Unknown option '{args[i]}'. Try --help."),
            };
        }
        return arguments;
    }

    private static TimeSpan Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"--for must be a number of seconds, above 0 and less than a day, not '{text}'.");

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");
}
