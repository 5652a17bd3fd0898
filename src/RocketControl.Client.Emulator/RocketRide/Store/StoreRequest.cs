using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>A request to the store with its arguments as the server's handlers take them (RocketRide protocol §3.7).</summary>
internal sealed class StoreRequest(string userId, PythonArguments arguments, CommandRequest request)
{
    private const string CommandFile = "cmd_task.py";

    public int ConnectionId => request.Connection.Id;

    /// <summary>Any mode but <c>w</c> reads.</summary>
    public char Mode => arguments.GetText("mode") == "w" ? 'w' : 'r';

    public StorePath Root => StorePath.Of(userId, "");

    /// <exception cref="CommandException">It is neither missing nor true nor false.</exception>
    public bool Recursive => !Has("recursive") ? false : Get("recursive")?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new CommandException("rmdir \"recursive\" must be a boolean", CommandFile, 640),
    };

    public JsonNode? Get(string name) => arguments.Get(name);

    public bool Has(string name) => arguments.Has(name);

    /// <summary>The whole number; null for anything else, which the server silently replaces.</summary>
    public long? Integer(string name) =>
        Get(name) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out long number) ? number : null;

    /// <exception cref="CommandException">There is none, or it is not allowed.</exception>
    public StorePath Path(string name) => StorePath.Of(userId, Get(name));

    /// <exception cref="CommandException">There is none, or it is not allowed.</exception>
    public StorePath NonEmptyPath(string operation, string name) => arguments.GetText(name) is { Length: > 0 } text
        ? StorePath.Of(userId, text)
        : throw new CommandException($"{operation} requires a non-empty \"{name}\" string", CommandFile, 630);

    /// <summary>The payload of a binary frame, or else a text in the arguments; nothing when there is neither.</summary>
    /// <exception cref="CommandException">The argument is no text.</exception>
    public ReadOnlyMemory<byte> Data(string path)
    {
        if (request.Data is { } payload)
            return payload;
        if (!Has("data"))
            return default;
        JsonNode? data = Get("data");
        return data is JsonValue value && value.TryGetValue(out string? text)
            ? Encoding.UTF8.GetBytes(text)
            : throw new CommandException(
                $"Failed to write chunk to {path}: a bytes-like object is required, not '{PythonArguments.TypeName(data)}'", "filesystem.py", 340);
    }
}
