using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>
/// The answer of a command that succeeded. A null body leaves the member out; with <paramref name="Data"/> the reply is a binary frame.
/// The body belongs to the connection from here on.
/// </summary>
internal sealed record CommandReply(JsonObject? Body, ReadOnlyMemory<byte>? Data = null)
{
    /// <summary>Success without a body.</summary>
    public static CommandReply Empty { get; } = new((JsonObject?)null);
}
