using System.Globalization;

namespace ProcessTerminate;

/// <summary>The command line.</summary>
internal sealed record ProcessTerminateArguments
{
    public const string Usage = """
        Ends one process gently and another by force, through a process manager's REST API.

        Usage: dotnet run --project samples/ProcessTerminate -- [options]

          --endpoint URL      the base address of a process manager, with its path; without it an
                              embedded one is started, with two processes to end.
          --pid PID           the process to end gently; needed with --endpoint.
          --force-pid PID     the process to end by force; needed with --endpoint.
          --allow-insecure    allow http to other machines
          --help              this text
        """;

    public string? Endpoint { get; init; }

    public int? Pid { get; init; }

    public int? ForcePid { get; init; }

    public bool AllowInsecure { get; init; }

    public bool Help { get; init; }

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static ProcessTerminateArguments Parse(string[] args)
    {
        var arguments = new ProcessTerminateArguments();
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--endpoint" => arguments with { Endpoint = Value(args, ref i) },
                "--pid" => arguments with { Pid = Number(args, ref i) },
                "--force-pid" => arguments with { ForcePid = Number(args, ref i) },
                "--allow-insecure" => arguments with { AllowInsecure = true },
                "--help" or "-h" => arguments with { Help = true },
                _ => throw new FormatException($"unknown option '{args[i]}'. Try --help."),
            };
        }
        var isWhole = (arguments.Endpoint is null) == (arguments.Pid is null) && (arguments.Endpoint is null) == (arguments.ForcePid is null);
        return isWhole || arguments.Help
            ? arguments
            : throw new FormatException("--endpoint, --pid and --force-pid belong together. Try --help.");
    }

    private static int Number(string[] args, ref int i) =>
        int.TryParse(Value(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{args[i - 1]} needs a pid. Try --help.");

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && args[i].Length > 0 ? args[i] : throw new FormatException($"{args[i - 1]} needs a value. Try --help.");
}
