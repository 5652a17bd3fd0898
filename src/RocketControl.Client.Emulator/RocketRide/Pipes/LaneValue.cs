using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>Something that one component hands to the next: a text, JSON or bytes.</summary>
internal sealed record LaneValue(string Lane, string? Text = null, JsonNode? Json = null, ReadOnlyMemory<byte> Bytes = default)
{
    /// <summary>What a full trace shows; bytes are not shown.</summary>
    public JsonNode? ToTrace() => Text is not null ? Text : Json?.DeepClone();
}
