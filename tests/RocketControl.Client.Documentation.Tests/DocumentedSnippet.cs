using System.Text.RegularExpressions;

namespace RocketControl.Client.Documentation.Tests;

/// <summary>A block of C# in a document.</summary>
/// <param name="Name">The region it comes from; null when the document does not say.</param>
/// <param name="Code">What stands there.</param>
internal sealed partial record DocumentedSnippet(string? Name, string Code)
{
    public static IEnumerable<DocumentedSnippet> In(string text) =>
        from Match block in Block().Matches(text)
        select new DocumentedSnippet(block.Groups["name"] is { Success: true, Value: var name } ? name : null, block.Groups["code"].Value);

    /// <summary>The text with the code of each named block put in anew.</summary>
    public static string Renew(string text, IReadOnlyDictionary<string, string> snippets) => Block().Replace(
        text,
        block => snippets.TryGetValue(block.Groups["name"].Value, out var code)
            ? $"<!-- snippet: {block.Groups["name"].Value} -->\n```csharp\n{code}```"
            : block.Value);

    [GeneratedRegex(@"(?:^<!-- snippet: (?<name>[a-z0-9-]+) -->\n)?^```(?:csharp|cs|c#)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
