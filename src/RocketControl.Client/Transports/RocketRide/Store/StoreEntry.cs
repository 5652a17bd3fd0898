using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>A file or folder of the store (RocketRide protocol §3.7).</summary>
/// <param name="Name">Its name without its folder.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Its size in bytes; null for a folder, or when the server does not tell.</param>
/// <param name="Modified">When it was last written; null for a folder, or when the server does not tell.</param>
public sealed record StoreEntry(string Name, StoreEntryKind Kind, long? Size, DateTimeOffset? Modified)
{
    internal static StoreEntry Read(string name, JsonElement body) => new(
        name,
        body.Text("type"u8) switch
        {
            "file" => StoreEntryKind.File,
            "dir" => StoreEntryKind.Directory,
            "both" => StoreEntryKind.FileAndDirectory,
            _ => StoreEntryKind.Unknown,
        },
        body.Integer("size"u8),
        body.UnixSeconds("modified"u8));
}
