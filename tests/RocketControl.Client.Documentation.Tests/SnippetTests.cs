namespace RocketControl.Client.Documentation.Tests;

/// <summary>
/// Every block of C# in the documents is a region of a test in Snippets/, where it is compiled and run. Set WRITE_SNIPPETS=1 to bring the documents up to date.
/// </summary>
[TestFixture]
internal sealed class SnippetTests
{
    private static readonly IReadOnlyList<string> Documents = Repository.Documents;

    [TestCaseSource(nameof(Documents))]
    public void Every_block_of_code_is_one_that_is_compiled_and_run(string document)
    {
        if (Environment.GetEnvironmentVariable("WRITE_SNIPPETS") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, document), DocumentedSnippet.Renew(Repository.Read(document), SnippetSource.All));

        using (Assert.EnterMultipleScope())
        {
            foreach (var snippet in DocumentedSnippet.In(Repository.Read(document)))
            {
                Assert.That(snippet.Name, Is.Not.Null, $"no <!-- snippet: name --> stands before:\n{snippet.Code}");
                if (snippet.Name is { } name)
                    Assert.That(snippet.Code, Is.EqualTo(SnippetSource.All.GetValueOrDefault(name)), name);
            }
        }
    }

    [Test]
    public void Every_snippet_is_in_a_document()
    {
        var used = Documents.SelectMany(document => DocumentedSnippet.In(Repository.Read(document))).Select(snippet => snippet.Name).ToList();
        TestContext.Out.WriteLine($"Compared {used.Count} snippets in {Documents.Count} documents.");

        Assert.That(SnippetSource.All.Keys.Except(used), Is.Empty);
        Assert.That(used, Is.Not.Empty);
    }
}
