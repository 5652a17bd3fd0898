namespace SendFiles;

/// <summary>The command line.</summary>
internal sealed record SendFilesArguments
{
    public const string Usage = """
        Starts a run, feeds it files, and prints or saves what it made of them.

        Usage: dotnet run --project samples/SendFiles -- [options] PATH...

          PATH                a file, a folder with everything below it, or a pattern in quotes:
                              'docs/*.md', 'data/**/*.csv'
          --endpoint URL      a RocketRide server; without it an embedded one is started.
                              The key comes from the environment variable ROCKETRIDE_APIKEY.
          --pipeline FILE     the pipeline to run (default: the files.pipe of this sample)
          --concurrency N     how many files at a time (default: 5)
          --out FOLDER        write the results into this folder instead of printing their beginnings
          --allow-insecure    allow http and ws to other machines (the key travels in the clear)
          --help              this text

        Exit code: 0 all sent, 1 something failed, 2 command line not understood, 130 interrupted.
        """;

    public IReadOnlyList<string> Paths { get; init; } = [];

    public string? Endpoint { get; init; }

    public string Pipeline { get; init; } = Path.Combine(AppContext.BaseDirectory, "files.pipe");

    public int Concurrency { get; init; } = 5;

    public string? OutputFolder { get; init; }

    public bool AllowInsecure { get; init; }

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static SendFilesArguments Parse(string[] args)
    {
        var arguments = new SendFilesArguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--pipeline" => arguments with { Pipeline = Value(args, ref i) },
                "--concurrency" => arguments with { Concurrency = Number(args, ref i) },
                "--out" => arguments with { OutputFolder = Value(args, ref i) },
                "--allow-insecure" => arguments with { AllowInsecure = true },
                "--help" or "-h" => arguments with { Help = true },
                "" => throw new FormatException("a path is empty. Try --help."),
                ['-', ..] option => throw new FormatException($"unknown option '{option}'. Try --help."),
                var path => arguments with { Paths = [.. arguments.Paths, path] },
            };
        }
        return arguments.Help || arguments.Paths.Count > 0 ? arguments : throw new FormatException("there is nothing to send. Give files, folders or patterns, or try --help.");
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");

    private static int Number(string[] args, ref int i) =>
        int.TryParse(Value(args, ref i), out var number) && number >= 1 ? number : throw new FormatException($"{args[i - 1]} needs a number of at least 1, not '{args[i]}'.");
}
