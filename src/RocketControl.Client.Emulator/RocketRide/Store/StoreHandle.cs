using System.Buffers;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>An open file. What is written gets into the file when the handle is closed.</summary>
internal sealed class StoreHandle(string id, int connectionId, string path, char mode, StoredFile file)
{
    public string Id { get; } = id;

    public int ConnectionId { get; } = connectionId;

    public string Path { get; } = path;

    public char Mode { get; } = mode;

    public StoredFile File { get; } = file;

    public ArrayBufferWriter<byte> Written { get; } = new();
}
