using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>What is done with whole files and folders (RocketRide protocol §3.7). Guarded by the store.</summary>
internal sealed class StoreFolders(FileTree files, StoreHandles handles)
{
    /// <summary>A file of this name makes an empty folder.</summary>
    private const string Marker = ".dirmarker";

    private const string SourceFile = "file_store.py";

    public JsonObject List(StorePath path)
    {
        string prefix = path.Full + "/";
        var entries = new SortedDictionary<string, JsonObject>(CodePointOrder.Instance);
        foreach (string file in files.List(path.Full).Where(file => file.Length > prefix.Length))
        {
            string[] parts = file[prefix.Length..].Split('/', 2);
            if (parts[0] != Marker)
                entries[parts[0]] = parts.Length == 1 ? FileEntry(parts[0], file) : new() { ["name"] = parts[0], ["type"] = "dir" };
        }

        return new() { ["entries"] = new JsonArray([.. entries.Values]), ["count"] = entries.Count };
    }

    public JsonObject Stat(StorePath path)
    {
        if (path.IsRoot)
            return new() { ["exists"] = false };
        if (files.Find(path.Full) is { } file)
            return Described(new() { ["exists"] = true, ["type"] = "file" }, file);
        return files.List(path.Full).Count > 0 ? new() { ["exists"] = true, ["type"] = "dir" } : new() { ["exists"] = false };
    }

    /// <exception cref="CommandException">A file is in the way.</exception>
    public void Create(StorePath path) => files.WriteAll($"{path.Full}/{Marker}", default);

    /// <exception cref="CommandException">It is the root, not empty, or something in it is open.</exception>
    public void Remove(StorePath path, bool recursive)
    {
        if (path.IsRoot)
            throw new CommandException("rmdir requires a non-empty path", SourceFile, 420);
        handles.RequireNoneUnder(path.Full);
        IReadOnlyList<string> all = files.List(path.Full);
        if (!recursive && all.Any(file => !file.EndsWith("/" + Marker, StringComparison.Ordinal)))
            throw new CommandException($"Directory not empty: {path.Given}", SourceFile, 436);
        foreach (string file in all)
            files.Delete(file);
    }

    /// <exception cref="CommandException">It is being written, or not there.</exception>
    public void Delete(StorePath path)
    {
        if (handles.IsWritten(path.Full))
            throw new CommandException($"Cannot delete file while it is open for writing: {path.Given}", SourceFile, 322);
        files.Delete(path.Full);
    }

    /// <summary>Moves file by file. A single file goes the way of a folder, for it is what is found below its own path.</summary>
    /// <exception cref="CommandException">Something is open, missing, or in the way.</exception>
    public void Rename(StorePath from, StorePath to)
    {
        IReadOnlyList<string> all = files.List(from.Full);
        if (all.Count == 0)
            throw RefuseMissing(from, to);
        handles.RequireNoneUnder(from.Full + "/");
        handles.RequireNoneUnder(to.Full + "/");
        RequireAbsent(to);
        foreach (string file in all)
        {
            files.WriteAll(to.Full + file[from.Full.Length..], files.Get(file).Content);
            files.Delete(file);
        }
    }

    /// <summary>That there is nothing to rename is found out last.</summary>
    private CommandException RefuseMissing(StorePath from, StorePath to)
    {
        if (handles.IsWritten(to.Full))
            return new($"Cannot rename onto file that is open for writing: {to.Given}", SourceFile, 484);
        RequireAbsent(to);
        return FileTree.NotFound(from.Full);
    }

    private void RequireAbsent(StorePath path)
    {
        if (files.List(path.Full).Count > 0)
            throw new CommandException($"Destination already exists: {path.Given}", SourceFile, 470);
    }

    private JsonObject FileEntry(string name, string path) => Described(new() { ["name"] = name, ["type"] = "file" }, files.Get(path));

    private static JsonObject Described(JsonObject entry, StoredFile file)
    {
        entry["size"] = file.Content.Length;
        entry["modified"] = PythonFloat.Node(file.Modified);
        return entry;
    }
}
