using System.Buffers;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Pipelines;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary><c>rrext_store</c>: the user's files (RocketRide protocol §3.7). Handles live as long as their connection, whoever it is logged in as.</summary>
internal sealed class StoreCommand
{
    private const string SourceFile = "cmd_task.py";
    private const int LongestRead = 4 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly StoreHandles _handles;
    private readonly StoreFolders _folders;

    public StoreCommand(FileTree files, ConnectionRegistry connections)
    {
        _handles = new StoreHandles(files);
        _folders = new StoreFolders(files, _handles);
        connections.Removed += connection =>
        {
            lock (_gate)
                _handles.CloseAll(connection.Id);
        };
    }

    public Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        ClientIdentity identity = TaskAccess.Require(request, TaskPermission.Store);
        PythonArguments arguments = PythonArguments.Of(request);
        JsonNode? subcommand = arguments.Get("subcommand");
        if (PythonArguments.IsFalsy(subcommand))
            throw new CommandException("Subcommand is required", SourceFile, 455);
        lock (_gate)
            return Task.FromResult(Execute(TaskIdentity.TextOf(subcommand!), new StoreRequest(identity.UserId, arguments, request)));
    }

    private CommandReply Execute(string subcommand, StoreRequest request)
    {
        switch (subcommand)
        {
            case "fs_open":
                return Open(request);
            case "fs_read":
                return Read(request);
            case "fs_write":
                return Write(request);
            case "fs_close":
                _handles.Close(_handles.Get(request.Get("handle"), request.Mode, request.ConnectionId));
                return CommandReply.Empty;
            case "fs_delete":
                _folders.Delete(request.Path("path"));
                return CommandReply.Empty;
            case "fs_list_dir":
                return new(_folders.List(request.Has("path") ? request.Path("path") : request.Root));
            case "fs_mkdir":
                _folders.Create(request.Path("path"));
                return CommandReply.Empty;
            case "fs_rmdir":
                _folders.Remove(request.NonEmptyPath("rmdir", "path"), request.Recursive);
                return CommandReply.Empty;
            case "fs_stat":
                return new(_folders.Stat(request.Path("path")));
            case "fs_rename":
                _folders.Rename(request.NonEmptyPath("rename", "old_path"), request.NonEmptyPath("rename", "new_path"));
                return CommandReply.Empty;
            default:
                throw new CommandException($"Unknown subcommand: {subcommand}", SourceFile, 462);
        }
    }

    private CommandReply Open(StoreRequest request)
    {
        if (request.Mode == 'w')
            return new(new JsonObject { ["handle"] = _handles.OpenToWrite(request.Path("path"), request.ConnectionId).Id });
        StoreHandle handle = _handles.OpenToRead(request.Path("path"), request.ConnectionId);
        return new(new JsonObject { ["handle"] = handle.Id, ["size"] = handle.File.Content.Length });
    }

    private CommandReply Read(StoreRequest request)
    {
        long offset = request.Integer("offset") is { } start and >= 0 ? start : 0;
        long length = request.Integer("length") is { } wanted and > 0 ? Math.Min(wanted, LongestRead) : LongestRead;
        ReadOnlyMemory<byte> content = _handles.Get(request.Get("handle"), 'r', request.ConnectionId).File.Content;
        ReadOnlyMemory<byte> rest = offset < content.Length ? content[(int)offset..] : default;
        ReadOnlyMemory<byte> data = rest[..(int)Math.Min(length, rest.Length)];
        return new(new JsonObject { ["size"] = data.Length }, data);
    }

    private CommandReply Write(StoreRequest request)
    {
        StoreHandle handle = _handles.Get(request.Get("handle"), 'w', request.ConnectionId);
        ReadOnlyMemory<byte> data = request.Data(handle.Path);
        handle.Written.Write(data.Span);
        return new(new JsonObject { ["bytesWritten"] = data.Length });
    }
}
