using System.Text.Json;

namespace RocketControl.Client;

/// <summary>What a run made of one object (RocketRide protocol §5.4).</summary>
public sealed record SendResult
{
    /// <summary>The object's name, given or made up by the server.</summary>
    public string Name { get; init; } = "";

    /// <summary>The folder part of the name; empty without slashes.</summary>
    public string Path { get; init; } = "";

    /// <summary>The server's id for the object. It follows from the name, so the same name gives the same id.</summary>
    public string ObjectId { get; init; } = "";

    /// <summary>For each result the lane it came from, for example <c>text</c> or <c>answers</c>. Empty when nothing was captured.</summary>
    public IReadOnlyDictionary<string, string> ResultTypes { get; init; } = new Dictionary<string, string>();

    /// <summary>The results: an array for each key of <see cref="ResultTypes"/>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Results { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>All strings among the results whose lane is <c>text</c>, in order.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>
    /// True when the pipeline gave nothing back. Usually nothing in it listens to the lane that the MIME type chose; a failure inside a component looks the
    /// same and shows only in <see cref="RunStatus.FailedCount"/>.
    /// </summary>
    public bool IsEmpty => ResultTypes.Count == 0;

    /// <summary>Why there is nothing, and what to do about it, as far as the client can tell; null when there is something.</summary>
    public string? EmptyReason { get; init; }

    /// <summary>The server's whole answer; of kind <see cref="JsonValueKind.Undefined"/> when there is none.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text without the data, for logs.</summary>
    public override string ToString() => $"{Name}: {(IsEmpty ? "nothing" : string.Join(", ", ResultTypes.Keys))}";
}
