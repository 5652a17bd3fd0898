using System.IO.Enumeration;

namespace RocketControl.Client.Data.Files;

/// <summary>
/// Walks through folders, in the order of the names. Names that begin with a dot are left out unless a pattern asks for them, and links to folders are not followed,
/// for they may lead in circles.
/// </summary>
internal sealed class FileSearch(CancellationToken cancellationToken)
{
    public const string AnyFolders = "**";

    private static readonly string[] AnyFile = ["*"];

    private static readonly bool IgnoreCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    private static readonly EnumerationOptions AllEntries = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly Dictionary<string, Exception> _failures = [];

    /// <summary>The folders that could not be read, and why.</summary>
    public IReadOnlyDictionary<string, Exception> Failures => _failures;

    /// <summary>The files below a folder whose ways there fit the segments of a pattern.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="below">The way from the start to the folder; empty at the start.</param>
    /// <param name="pattern">The segments; <see cref="AnyFolders"/> stands for any number of folders, also none.</param>
    /// <returns>The ways from the start to the files, each perhaps more than once.</returns>
    public IEnumerable<string> Find(string folder, string below, ReadOnlyMemory<string> pattern)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (segment, rest) = (pattern.Span[0], pattern[1..]);
        return segment == AnyFolders
            ? FoldersOf(folder, "*").SelectMany(name => Find(Path.Combine(folder, name), Path.Combine(below, name), pattern))
                .Concat(Find(folder, below, rest.IsEmpty ? AnyFile : rest))
            : rest.IsEmpty
                ? EntriesOf(folder, segment, static entry => entry is FileInfo).Select(name => Path.Combine(below, name))
                : FoldersOf(folder, segment).SelectMany(name => Find(Path.Combine(folder, name), Path.Combine(below, name), rest));
    }

    private IEnumerable<string> FoldersOf(string folder, string pattern) =>
        EntriesOf(folder, pattern, static entry => entry is DirectoryInfo { LinkTarget: null });

    private IEnumerable<string> EntriesOf(string folder, string pattern, Func<FileSystemInfo, bool> isWanted)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", AllEntries)
                .Where(entry => Fits(entry.Name, pattern) && isWanted(entry))
                .Select(entry => entry.Name)
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _failures[folder] = exception;
            return [];
        }
    }

    private static bool Fits(string name, string pattern) =>
        (name[0] != '.' || pattern[0] == '.') && FileSystemName.MatchesSimpleExpression(pattern, name, IgnoreCase);
}
