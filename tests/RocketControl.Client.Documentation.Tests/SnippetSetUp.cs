namespace RocketControl.Client.Documentation.Tests;

/// <summary>Snippets name files as a program would that runs where they lie.</summary>
[SetUpFixture]
internal sealed class SnippetSetUp
{
    [OneTimeSetUp]
    public void RunWhereTheFilesAre() => Environment.CurrentDirectory = TestContext.CurrentContext.TestDirectory;
}
