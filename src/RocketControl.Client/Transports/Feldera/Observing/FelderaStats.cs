using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>The counts of a deployed pipeline (Feldera protocol §10, <c>/stats</c>). What the server does not tell is null.</summary>
public sealed class FelderaStats
{
    private readonly JsonElement _global;

    internal FelderaStats(JsonElement raw) => (Raw, _global) = (raw, raw.Member("global_metrics"u8) ?? default);

    /// <summary>The server's whole answer, with one entry for each connector.</summary>
    public JsonElement Raw { get; }

    /// <summary>The pipeline's own word for its state: <c>Paused</c>, <c>Running</c> or <c>Terminated</c>.</summary>
    public string State => _global.Text("state"u8) ?? "";

    /// <summary>True when all input connectors have come to their end and everything is worked off. Those that stream never come to one.</summary>
    public bool? IsComplete => _global.Truth("pipeline_complete"u8);

    /// <summary>Records that came in.</summary>
    public long? InputRecords => _global.Integer("total_input_records"u8);

    /// <summary>Records that were worked off.</summary>
    public long? ProcessedRecords => _global.Integer("total_processed_records"u8);

    /// <summary>Records whose results have gone out as well.</summary>
    public long? CompletedRecords => _global.Integer("total_completed_records"u8);

    /// <summary>Records that wait to be worked on.</summary>
    public long? BufferedRecords => _global.Integer("buffered_input_records"u8);

    /// <summary><c>NoTransaction</c>, <c>TransactionInProgress</c> or <c>CommitInProgress</c>.</summary>
    public string TransactionStatus => _global.Text("transaction_status"u8) ?? "";

    /// <summary>The transaction that is open; null for none. Zero counts as none.</summary>
    public long? TransactionId => _global.Integer("transaction_id"u8) is { } id and not 0 ? id : null;

    /// <summary>The process that works; another one after each restart of it.</summary>
    public string? Incarnation => _global.Text("incarnation_uuid"u8);

    /// <summary>When the process began.</summary>
    public DateTimeOffset? StartedAt => _global.UnixSeconds("start_time"u8);

    /// <summary>Main memory, in bytes.</summary>
    public long? MemoryBytes => _global.Integer("rss_bytes"u8);

    /// <summary>Storage, in bytes.</summary>
    public long? StorageBytes => _global.Integer("storage_bytes"u8);

    /// <summary>Why the state could not be saved now; null when nothing stands in the way. The open-source edition always has one: it does not matter there.</summary>
    public string? SuspendError => Raw.Member("suspend_error"u8) is { ValueKind: not JsonValueKind.Null } error ? error.ToString() : null;

    internal RunStatus AddTo(RunStatus status) => status with
    {
        StartedAt = StartedAt,
        Total = InputRecords,
        Processed = ProcessedRecords,
        Progress = InputRecords is > 0 and { } total && ProcessedRecords is { } processed ? Math.Clamp((double)processed / total, 0, 1) : null,
        InputExhausted = IsComplete,
    };
}
