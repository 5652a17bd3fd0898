using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>What the server answered to a call of the user's own design.</summary>
/// <param name="Body">The answer's <c>body</c>; of kind <see cref="JsonValueKind.Undefined"/> when it has none.</param>
/// <param name="Data">The bytes that came behind the answer; empty when there are none.</param>
public sealed record RocketRideReply(JsonElement Body, ReadOnlyMemory<byte> Data)
{
    /// <summary>A short text without the content, for logs.</summary>
    public override string ToString() => $"{Body.ValueKind}, {Data.Length} bytes";
}
