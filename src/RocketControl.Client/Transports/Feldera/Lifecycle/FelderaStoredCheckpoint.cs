using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>A checkpoint that is there (Feldera protocol §10).</summary>
public sealed class FelderaStoredCheckpoint
{
    internal FelderaStoredCheckpoint(JsonElement raw) => Raw = raw;

    /// <summary>What the server says of it.</summary>
    public JsonElement Raw { get; }

    /// <summary>Its id.</summary>
    public string Id => Raw.Text("uuid"u8) ?? "";

    /// <summary>A name that somebody gave it; null for none.</summary>
    public string? Identifier => Raw.Text("identifier"u8);

    /// <summary>Which program it belongs to, as a number of 64 bits without a sign; null when the server does not tell.</summary>
    public ulong? Fingerprint => Raw.Member("fingerprint"u8) is { ValueKind: JsonValueKind.Number } number && number.TryGetUInt64(out var value) ? value : null;

    /// <summary>Its size, in bytes; null when the server does not tell.</summary>
    public long? Bytes => Raw.Integer("size"u8);

    /// <summary>Records that were worked off by then; null when the server does not tell.</summary>
    public long? ProcessedRecords => Raw.Integer("processed_records"u8);

    /// <summary>Its id.</summary>
    public override string ToString() => Id;
}
