using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>A path as a client gives it, and where that is in the server's storage (RocketRide protocol §3.7).</summary>
/// <param name="Given">As it came.</param>
/// <param name="Relative">With single slashes only, without any at its ends; empty for the user's root.</param>
/// <param name="Full">In the server's storage.</param>
internal sealed record StorePath(string Given, string Relative, string Full)
{
    private const string Forbidden = "*?<>|\":\0";
    private const string SourceFile = "file_store.py";

    public bool IsRoot => Relative.Length == 0;

    /// <exception cref="CommandException">It is no text, leads out of the user's files, or has characters that are not allowed.</exception>
    public static StorePath Of(string userId, JsonNode? path) => path is JsonValue value && value.TryGetValue(out string? text)
        ? Of(userId, text)
        : throw PythonArguments.NoAttribute(path, "replace", SourceFile, 603);

    /// <exception cref="CommandException">It leads out of the user's files, or has characters that are not allowed.</exception>
    public static StorePath Of(string userId, string given)
    {
        string path = given.Replace('\\', '/').TrimStart('/');
        string[] parts = path.Split('/');
        if (parts.Contains(".."))
            throw new CommandException($"Path traversal not allowed: {path}", SourceFile, 610);
        if (parts.Any(part => part.Any(character => character < ' ' || Forbidden.Contains(character, StringComparison.Ordinal))))
            throw new CommandException($"Path contains invalid characters: {path}", SourceFile, 614);

        string relative = string.Join('/', parts.Where(part => part.Length > 0 && part != "."));
        return new StorePath(given, relative, relative.Length == 0 ? $"users/{userId}/files" : $"users/{userId}/files/{relative}");
    }
}
