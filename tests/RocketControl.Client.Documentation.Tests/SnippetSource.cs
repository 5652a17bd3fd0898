using System.Text.RegularExpressions;

namespace RocketControl.Client.Documentation.Tests;

/// <summary>The snippets as they stand in the code, where they are compiled and run: the regions of the test methods.</summary>
internal static partial class SnippetSource
{
    public static IReadOnlyDictionary<string, string> All { get; } = ReadAll();

    private static Dictionary<string, string> ReadAll()
    {
        var snippets = new Dictionary<string, string>();
        foreach (var file in Repository.SnippetFiles)
        {
            foreach (Match region in Region().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
                snippets.Add(region.Groups["name"].Value, Unindent(region.Groups["code"].Value, region.Groups["indent"].Length));
        }
        return snippets;
    }

    private static string Unindent(string code, int indent) =>
        string.Concat(code.Split('\n').SkipLast(1).Select(line => (line.Length > indent ? line[indent..] : line.Trim()) + "\n")).Trim('\n') + "\n";

    [GeneratedRegex(@"^(?<indent> *)#region (?<name>[a-z0-9-]+)\n(?<code>.*?)^ *#endregion$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();
}
