using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>The open files of one server life. Guarded by the store.</summary>
internal sealed class StoreHandles(FileTree files)
{
    private const int LimitPerConnection = 64;
    private const string SourceFile = "file_store.py";

    private readonly Dictionary<string, StoreHandle> _handles = new(StringComparer.Ordinal);

    /// <exception cref="CommandException">Somebody writes it already, the connection has too many open files, or it cannot be written.</exception>
    public StoreHandle OpenToWrite(StorePath path, int connectionId)
    {
        if (IsWritten(path.Full))
            throw new CommandException($"File already open for writing: {path.Given}", SourceFile, 121);
        CheckLimit(connectionId);
        return Add(connectionId, path, 'w', files.Truncate(path.Full));
    }

    /// <exception cref="CommandException">There is no such file, or the connection has too many open files.</exception>
    public StoreHandle OpenToRead(StorePath path, int connectionId)
    {
        CheckLimit(connectionId);
        return Add(connectionId, path, 'r', files.Get(path.Full));
    }

    /// <exception cref="CommandException">There is no such handle, it is of the other mode, or another connection's.</exception>
    public StoreHandle Get(JsonNode? id, char mode, int connectionId)
    {
        if (id is not JsonValue value || !value.TryGetValue(out string? text) || !_handles.TryGetValue(text, out StoreHandle? handle))
            throw new CommandException($"Invalid handle: {(id is null ? "None" : TaskIdentity.TextOf(id))}", SourceFile, 545);
        if (handle.Mode != mode)
            throw new CommandException($"Wrong handle mode: expected {mode}, got {handle.Mode}", SourceFile, 549);
        return handle.ConnectionId == connectionId ? handle : throw new CommandException("Handle belongs to another connection", SourceFile, 551);
    }

    /// <summary>Closes a handle, which puts what was written into the file.</summary>
    public void Close(StoreHandle handle)
    {
        if (handle.Mode == 'w')
            files.Commit(handle.File, handle.Written.WrittenSpan.ToArray());
        _handles.Remove(handle.Id);
    }

    /// <summary>Closes what a connection that is gone has left open: half-written files are committed as they are.</summary>
    public void CloseAll(int connectionId)
    {
        foreach (StoreHandle handle in _handles.Values.Where(handle => handle.ConnectionId == connectionId).ToList())
            Close(handle);
    }

    public bool IsWritten(string path) => _handles.Values.Any(handle => handle.Mode == 'w' && handle.Path == path);

    /// <exception cref="CommandException">A file there is open.</exception>
    public void RequireNoneUnder(string prefix)
    {
        StoreHandle[] open = [.. _handles.Values.Where(handle => handle.Path == prefix.TrimEnd('/') || handle.Path.StartsWith(prefix, StringComparison.Ordinal))];
        if (open.Any(handle => handle.Mode == 'w'))
            throw new CommandException($"Cannot modify: file open for writing under {prefix}", SourceFile, 576);
        if (open.Length > 0)
            throw new CommandException($"Cannot modify: handle open under {prefix}", SourceFile, 579);
    }

    private void CheckLimit(int connectionId)
    {
        if (_handles.Values.Count(handle => handle.ConnectionId == connectionId) >= LimitPerConnection)
            throw new CommandException($"Too many open handles for connection {connectionId}", SourceFile, 123);
    }

    private StoreHandle Add(int connectionId, StorePath path, char mode, StoredFile file)
    {
        var handle = new StoreHandle(Guid.NewGuid().ToString(), connectionId, path.Full, mode, file);
        _handles.Add(handle.Id, handle);
        return handle;
    }
}
