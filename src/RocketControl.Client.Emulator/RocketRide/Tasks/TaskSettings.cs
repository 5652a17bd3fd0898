using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>
/// The arguments of <c>execute</c> that a task keeps for its whole life, restarts included. Threads and ttl stay as unchecked as they came.
/// </summary>
internal sealed record TaskSettings
{
    public const int DefaultThreads = 64;
    public const int DefaultTtlSeconds = 900;

    /// <summary>First part of the status name, null for the task's id.</summary>
    public string? Label { get; init; }

    public JsonNode? Threads { get; init; } = DefaultThreads;

    public JsonNode? Ttl { get; init; } = DefaultTtlSeconds;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public required string TeamId { get; init; }

    /// <summary>Null without tracing; any text turns it on, and <c>full</c> adds the data.</summary>
    public string? TraceLevel { get; init; }
}
