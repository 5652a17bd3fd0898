using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Some changes of a table or view (Feldera protocol §10).</summary>
/// <param name="Number">The chunk's number; one more than that of the chunk before, unless some were dropped.</param>
/// <param name="IsSnapshot">True when it holds what was there before, not what has changed.</param>
public sealed record FelderaChunk(long Number, bool IsSnapshot)
{
    /// <summary>How many chunks between the one before and this one were dropped.</summary>
    public long Missed { get; init; }

    /// <summary>
    /// The changes as JSON: an array of <c>{"insert":{…}}</c> and <c>{"delete":{…}}</c>. Of kind <see cref="JsonValueKind.Undefined"/> for other forms.
    /// </summary>
    public JsonElement Json { get; init; }

    /// <summary>The changes as text, for CSV; null for other forms.</summary>
    public string? Text { get; init; }

    /// <summary>A short text without the data, for logs.</summary>
    public override string ToString() => $"chunk {Number}";
}
