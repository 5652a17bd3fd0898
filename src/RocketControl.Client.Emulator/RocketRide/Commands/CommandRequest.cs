using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>One request that passed the authentication gate.</summary>
internal sealed class CommandRequest
{
    public required ClientConnection Connection { get; init; }

    public required string Command { get; init; }

    /// <summary>Whatever JSON came; null both for a missing member and for JSON null.</summary>
    public JsonNode? Arguments { get; init; }

    /// <summary>False when the member is missing, which handlers treat as <c>{}</c>.</summary>
    public bool HasArguments { get; init; }

    /// <summary>The legacy root-level <c>token</c>, when it is a text.</summary>
    public string? RootToken { get; init; }

    /// <summary>The payload of a binary frame, null when there was none.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }
}
