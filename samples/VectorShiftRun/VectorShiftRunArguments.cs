namespace VectorShiftRun;

/// <summary>The command line.</summary>
internal sealed record VectorShiftRunArguments
{
    public const string Usage = """
        Starts a run of a VectorShift pipeline, shows its outputs as they come, and terminates it.

        Usage: dotnet run --project samples/VectorShiftRun -- [options]

          --endpoint URL      the base address of the API with its path, such as
                              https://api.vectorshift.ai/v1; without it an embedded server is started.
                              The key comes from the environment variable VECTORSHIFT_API_KEY.
          --pipeline ID       the pipeline to run; needed with --endpoint
          --input NAME=TEXT   an input of the run; may be given several times
          --outputs NUMBER    terminate the run after so many outputs (default: 5)
          --allow-insecure    allow http to other machines (the key travels in the clear)
          --help              this text
        """;

    public string? Endpoint { get; init; }

    public string? Pipeline { get; init; }

    public IReadOnlyList<(string Name, string Text)> Inputs { get; init; } = [];

    public int Outputs { get; init; } = 5;

    public bool AllowInsecure { get; init; }

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static VectorShiftRunArguments Parse(string[] args)
    {
        var arguments = new VectorShiftRunArguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--pipeline" => arguments with { Pipeline = Value(args, ref i) },
                "--input" => arguments with { Inputs = [.. arguments.Inputs, Input(Value(args, ref i))] },
                "--outputs" => arguments with { Outputs = Number(Value(args, ref i)) },
                "--allow-insecure" => arguments with { AllowInsecure = true },
                "--help" or "-h" => arguments with { Help = true },
                _ => throw new FormatException($"Unknown option '{args[i]}'. Try --help."),
            };
        }
        return arguments.Help || arguments.Endpoint is null || arguments.Pipeline is not null
            ? arguments
            : throw new FormatException("--endpoint needs --pipeline too. Try --help.");
    }

    private static (string Name, string Text) Input(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            ? (text[..end], text[(end + 1)..])
            : throw new FormatException($"--input must be NAME=TEXT, not '{text}'.");

    private static int Number(string text) =>
        int.TryParse(text, out var number) && number > 0 ? number : throw new FormatException($"--outputs must be a positive number, not '{text}'.");

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");
}
