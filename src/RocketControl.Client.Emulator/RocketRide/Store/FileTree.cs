using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>
/// The server's storage, a file system that is addressed by full paths. Folders are there as long as something is in them. Guarded by whoever
/// uses it.
/// </summary>
internal sealed class FileTree(TimeProvider time)
{
    private const string Root = "/store/";
    private const string SourceFile = "filesystem.py";

    private readonly Dictionary<string, StoredFile> _files = new(StringComparer.Ordinal);

    public StoredFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <exception cref="CommandException">There is no such file.</exception>
    public StoredFile Get(string path) => Find(path) ?? throw NotFound(path);

    /// <summary>The files at or below a path, sorted; a path with a slash at its end means the same as without.</summary>
    public IReadOnlyList<string> List(string path)
    {
        string bare = path.TrimEnd('/');
        return [.. _files.Keys.Where(file => file == bare || file.StartsWith(bare + "/", StringComparison.Ordinal)).Order(CodePointOrder.Instance)];
    }

    /// <summary>The file, empty, be it new or not.</summary>
    /// <exception cref="CommandException">A folder is in its place, or a file in that of one of its folders.</exception>
    public StoredFile Truncate(string path)
    {
        if (Obstacle(path) is { } obstacle)
            throw new CommandException($"Failed to open file {path} for writing: {obstacle}", SourceFile, 330);
        return Write(path, default);
    }

    /// <exception cref="CommandException">A folder is in its place, or a file in that of one of its folders.</exception>
    public void WriteAll(string path, ReadOnlyMemory<byte> content)
    {
        if (Obstacle(path) is { } obstacle)
            throw new CommandException($"Failed to write file {path}: {obstacle}", SourceFile, 240);
        Write(path, content);
    }

    public void Commit(StoredFile file, ReadOnlyMemory<byte> content)
    {
        file.Content = content;
        file.Modified = Now;
    }

    /// <exception cref="CommandException">There is no such file.</exception>
    public void Delete(string path)
    {
        if (_files.Remove(path))
            return;
        throw IsFolder(path)
            ? new CommandException($"Failed to delete file {path}: [Errno 21] Is a directory: '{Root}{path}'", SourceFile, 215)
            : NotFound(path, 205);
    }

    private double Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    private StoredFile Write(string path, ReadOnlyMemory<byte> content)
    {
        StoredFile file = Find(path) ?? (_files[path] = new StoredFile());
        Commit(file, content);
        return file;
    }

    private string? Obstacle(string path)
    {
        if (IsFolder(path))
            return $"[Errno 21] Is a directory: '{Root}{path}'";
        string parent = path[..path.LastIndexOf('/')];
        if (Find(parent) is not null)
            return $"[Errno 17] File exists: '{Root}{parent}'";
        for (int slash = parent.LastIndexOf('/'); slash > 0; slash = parent.LastIndexOf('/', slash - 1))
            if (Find(parent[..slash]) is not null)
                return $"[Errno 20] Not a directory: '{Root}{parent}'";
        return null;
    }

    private bool IsFolder(string path) => _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    public static CommandException NotFound(string path, int line = 356) => new($"File not found: {path}", SourceFile, line);
}
