using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The requests to the file store (RocketRide protocol §3.7).</summary>
internal static class StoreRequests
{
    public const string ReadMode = "r";
    public const string WriteMode = "w";

    private const string Command = "rrext_store";

    public static DapRequest Open(string path, string mode) => new(Command, writer =>
    {
        writer.WriteString("subcommand"u8, "fs_open"u8);
        writer.WriteString("path"u8, path);
        writer.WriteString("mode"u8, mode);
    });

    public static DapRequest Read(string handle, long offset, int length) => new(Command, writer =>
    {
        writer.WriteString("subcommand"u8, "fs_read"u8);
        writer.WriteString("handle"u8, handle);
        writer.WriteNumber("offset"u8, offset);
        writer.WriteNumber("length"u8, length);
    });

    public static DapRequest Write(string handle, ReadOnlyMemory<byte> data) => new(
        Command,
        writer =>
        {
            writer.WriteString("subcommand"u8, "fs_write"u8);
            writer.WriteString("handle"u8, handle);
        },
        data);

    /// <summary>The mode has to be that of the opening.</summary>
    public static DapRequest Close(string handle, string mode) => new(Command, writer =>
    {
        writer.WriteString("subcommand"u8, "fs_close"u8);
        writer.WriteString("handle"u8, handle);
        writer.WriteString("mode"u8, mode);
    });

    /// <summary>A request that needs but a path.</summary>
    public static DapRequest OnPath(string subcommand, string path) => new(Command, writer =>
    {
        writer.WriteString("subcommand"u8, subcommand);
        writer.WriteString("path"u8, path);
    });

    public static DapRequest RemoveFolder(string path, bool recursive) => new(Command, writer =>
    {
        writer.WriteString("subcommand"u8, "fs_rmdir"u8);
        writer.WriteString("path"u8, path);
        writer.WriteBoolean("recursive"u8, recursive);
    });

    public static DapRequest Rename(string from, string to) => new(Command, writer =>
    {
        writer.WriteString("subcommand"u8, "fs_rename"u8);
        writer.WriteString("old_path"u8, from);
        writer.WriteString("new_path"u8, to);
    });
}
