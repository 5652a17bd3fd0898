using System.Reflection;

namespace RocketControl.Client.Documentation.Tests;

/// <summary>Where the documents lie, and the code of their snippets.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Repository").Value!);

    /// <summary>The documents, by their paths from the root.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. from path in Directory.GetDirectories(Path.Combine(Root, "src")).Concat([Root, Path.Combine(Root, "docs"), Path.Combine(Root, ".github")])
           from file in Directory.EnumerateFiles(path, "*.md")
           orderby file
           select Path.GetRelativePath(Root, file).Replace('\\', '/'),
    ];

    /// <summary>The snippets' own files.</summary>
    public static IEnumerable<string> SnippetFiles => Directory.EnumerateFiles(
        Path.Combine(Root, "tests", "RocketControl.Client.Documentation.Tests", "Snippets"), "*.cs");

    public static string Read(string document) => File.ReadAllText(Path.Combine(Root, document)).ReplaceLineEndings("\n");
}
