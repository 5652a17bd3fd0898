using RocketControl.Client;

namespace SendFiles;

/// <summary>Tells what became of the files: the results on the standard output, the failures on the other one.</summary>
internal static class Report
{
    /// <returns>The exit code.</returns>
    public static int Print(IReadOnlyList<FileSendResult> results, ResultFolder? output)
    {
        Console.WriteLine();
        foreach (var result in results)
        {
            if (result.Result is { } made)
                Console.WriteLine($"{Wording.OneLine(result.Path)}: {Describe(result, made, output)}");
        }

        var sent = results.Count(result => result.Outcome == FileSendOutcome.Sent);
        Console.WriteLine();
        Console.WriteLine($"{sent} of {results.Count} sent, {Wording.Size(results.Where(result => result.Outcome == FileSendOutcome.Sent).Sum(result => result.BytesSent))}");
        foreach (var result in results.Where(result => result.Outcome != FileSendOutcome.Sent))
            Console.Error.WriteLine($"{Name(result.Outcome)}: {Wording.OneLine(result.Path)}{(result.Error is { } error ? $": {error.Message}" : "")}");
        return sent == results.Count ? 0 : 1;
    }

    private static string Describe(FileSendResult file, SendResult made, ResultFolder? output)
    {
        if (made.IsEmpty)
            return $"no result. {made.EmptyReason}";
        if (output is not null)
            return $"-> {string.Join(", ", output.Write(file.Name, made))}";
        return string.Join("; ", made.Results.Keys.Select(key => $"{key} = {Beginning(made, key)}"));
    }

    private static string Beginning(SendResult made, string key) =>
        Wording.Shorten(Wording.OneLine(ResultFolder.TextOf(made, key) ?? made.Results[key].GetRawText()), 90) is { Length: > 0 } text ? text : "(empty)";

    private static string Name(FileSendOutcome outcome) => outcome switch
    {
        FileSendOutcome.Abandoned => "given up",
        FileSendOutcome.NotBegun => "not begun",
        _ => "failed",
    };
}
