using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Whether the services of a Feldera server are well (Feldera protocol §5).</summary>
public sealed class FelderaHealth
{
    internal FelderaHealth(JsonElement raw) => Raw = raw;

    /// <summary>The server's whole answer, with the reasons.</summary>
    public JsonElement Raw { get; }

    /// <summary>True when all of them are.</summary>
    public bool IsHealthy => Raw.Truth("all_healthy"u8) is true;

    /// <summary>Those that are not: <c>api</c>, <c>compiler</c>, <c>runner</c>.</summary>
    public IReadOnlyList<string> Unhealthy =>
        [.. Raw.ValueKind == JsonValueKind.Object
            ? Raw.EnumerateObject().Where(static service => service.Value.Truth("healthy"u8) is false).Select(static service => service.Name)
            : []];

    /// <summary>Well, or who is not.</summary>
    public override string ToString() => IsHealthy ? "healthy" : $"unhealthy: {string.Join(", ", Unhealthy)}";
}
