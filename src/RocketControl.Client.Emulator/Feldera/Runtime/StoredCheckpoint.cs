using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>A checkpoint in a pipeline's storage.</summary>
internal sealed record StoredCheckpoint(Guid Uuid, string ProgramCode, TableSnapshot Tables, long ProcessedRecords, long Steps)
{
    public JsonObject ToJson() => new()
    {
        ["uuid"] = Uuid.ToString(),
        ["identifier"] = null,
        ["fingerprint"] = Fingerprint,
        ["size"] = 1024 + (64 * ProcessedRecords),
        ["steps"] = Steps,
        ["processed_records"] = ProcessedRecords,
    };

    /// <summary>FNV-1a of the program with the highest bit set: a number that no signed type and no double can hold.</summary>
    private ulong Fingerprint =>
        ProgramCode.Aggregate(14695981039346656037UL, (hash, character) => unchecked((hash ^ character) * 1099511628211UL)) | (1UL << 63) | 1;
}
