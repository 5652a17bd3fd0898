using System.Text.RegularExpressions;

namespace RocketControl.Client.Documentation.Tests;

/// <summary>Links inside the repository lead somewhere.</summary>
[TestFixture]
internal sealed partial class LinkTests
{
    private static readonly IReadOnlyList<string> Documents = Repository.Documents;

    [TestCaseSource(nameof(Documents))]
    public void Every_link_to_a_file_finds_it_with_its_heading(string document)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (Match link in Link().Matches(WithoutCode(Repository.Read(document))))
                Check(document, link.Groups["path"].Value, link.Groups["heading"].Value);
        }
    }

    private static void Check(string document, string path, string heading)
    {
        var target = path.Length == 0
            ? Path.Combine(Repository.Root, document)
            : Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, path));
        Assert.That(File.Exists(target) || Directory.Exists(target), $"{path} in {document} leads nowhere.");
        if (heading.Length > 0 && File.Exists(target))
            Assert.That(Headings(File.ReadAllText(target)), Does.Contain(heading), $"{path}#{heading} in {document} has no such heading.");
    }

    private static IEnumerable<string> Headings(string text) =>
        from Match heading in Heading().Matches(WithoutCode(text.ReplaceLineEndings("\n")))
        select NotInAnchors().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string text) => CodeBlock().Replace(text, "");

    [GeneratedRegex(@"\]\((?!https?:|mailto:)(?<path>[^)#\s]*)(?:#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
