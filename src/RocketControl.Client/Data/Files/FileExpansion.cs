namespace RocketControl.Client.Data.Files;

/// <summary>Makes files of what a user gives: paths, folders with everything below them, and patterns with <c>*</c>, <c>?</c> and <c>**</c>.</summary>
internal sealed class FileExpansion(RunBackend backend, CancellationToken cancellationToken)
{
    private static readonly StringComparer PathComparer =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private readonly HashSet<string> _seen = new(PathComparer);

    /// <summary>The files in the order of the entries, each once. An entry that leads to none gives one with a defect.</summary>
    public IReadOnlyList<FileToSend> Expand(IEnumerable<string> entries)
    {
        var files = new List<FileToSend>();
        foreach (var entry in entries)
        {
            ArgumentException.ThrowIfNullOrEmpty(entry, nameof(entries));
            if (!File.Exists(entry) && Directory.Exists(entry))
                AddFound(files, entry, entry, [FileSearch.AnyFolders], $"The folder '{entry}' has no files.");
            else if (File.Exists(entry) || entry.AsSpan().IndexOfAny('*', '?') < 0)
                Add(files, entry, ObjectName.Of(entry));
            else
                AddMatches(files, entry);
        }
        return files;
    }

    private void AddMatches(List<FileToSend> files, string entry)
    {
        var segments = entry.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var wild = Array.FindIndex(segments, segment => segment.AsSpan().IndexOfAny('*', '?') >= 0);
        // What stands before the first wildcard is a folder. Of a file system's root the split leaves nothing, or a drive's letter.
        var root = string.Join(Path.DirectorySeparatorChar, segments[..wild]);
        if (wild == 1 && (root.Length == 0 || root[^1] == Path.VolumeSeparatorChar))
            root += Path.DirectorySeparatorChar;
        var nothing = $"The pattern '{entry}' fits no file.";
        if (root.Length > 0 && !Directory.Exists(root))
            files.Add(Defective(entry, nothing));
        else
            AddFound(files, entry, root, [.. segments[wild..].Where(segment => segment.Length > 0)], nothing);
    }

    private void AddFound(List<FileToSend> files, string entry, string root, string[] pattern, string nothing)
    {
        var search = new FileSearch(cancellationToken);
        var found = search.Find(root.Length > 0 ? root : ".", "", pattern).Distinct(PathComparer).Order(StringComparer.Ordinal).ToList();
        foreach (var below in found)
            Add(files, root == "." ? below : Path.Combine(root, below), ObjectName.Of(root, below));
        foreach (var (folder, cause) in search.Failures)
            files.Add(Defective(folder, $"The folder '{folder}' cannot be read: {cause.Message}", cause));
        if (found.Count + search.Failures.Count == 0)
            files.Add(Defective(entry, nothing));
    }

    private void Add(List<FileToSend> files, string path, string name)
    {
        if (!_seen.Add(Path.GetFullPath(path)))
            return;
        var info = new FileInfo(path);
        files.Add(new FileToSend(path) { Name = name, KnownLength = info.Exists ? info.Length : 0 });
    }

    private FileToSend Defective(string path, string message, Exception? cause = null) => new(path)
    {
        KnownLength = 0,
        Defect = new RunContentException(message, new RunErrorContext(backend, RunOperation.Send), cause) { Path = path },
    };
}
