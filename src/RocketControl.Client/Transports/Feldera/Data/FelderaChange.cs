using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>One change of a table or view.</summary>
/// <typeparam name="T">The type of a record.</typeparam>
/// <param name="Record">The record.</param>
/// <param name="IsInsert">True when it came in, false when it went away.</param>
/// <param name="Chunk">The number of the chunk that it came with.</param>
public sealed record FelderaChange<T>(T Record, bool IsInsert, long Chunk)
{
    /// <summary>True when it was there before, false when it has changed.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>How many chunks before this change were dropped.</summary>
    public long Missed { get; init; }

    internal static IEnumerable<FelderaChange<T>> Of(FelderaChunk chunk, JsonTypeInfo<T> type)
    {
        var missed = chunk.Missed;
        IEnumerable<JsonElement> changes = chunk.Json.ValueKind == JsonValueKind.Array ? chunk.Json.EnumerateArray() : [chunk.Json];
        foreach (var change in changes)
        {
            var insert = change.Member("insert"u8);
            if ((insert ?? change.Member("delete"u8)) is not { } record)
            {
                throw new RunProtocolException(
                    "A change is neither an insertion nor a deletion.", new RunErrorContext(RunBackend.Feldera, RunOperation.Watch));
            }
            yield return new FelderaChange<T>(FelderaRows.To(record, type, RunOperation.Watch), insert is not null, chunk.Number)
            {
                IsSnapshot = chunk.IsSnapshot,
                Missed = missed,
            };
            missed = 0;
        }
    }
}
