namespace RocketControl.Client.Transports.Feldera;

/// <summary>The forms of data: the server's words for them, and which one a MIME type stands for.</summary>
internal static class FelderaFormats
{
    /// <summary>The form of a MIME type. JSON may turn out to be an array; its beginning has to tell.</summary>
    /// <exception cref="RunInvalidArgumentException">The type says nothing about the form.</exception>
    public static FelderaFormat Of(string mimeType) => mimeType.Split(';', 2)[0].Trim().ToLowerInvariant() switch
    {
        // A text is what the server takes by default: one JSON record a line.
        "text/plain" or "application/json" or "text/json" or "application/x-ndjson" or "application/ndjson" or "application/jsonl" => FelderaFormat.Json,
        "text/csv" or "application/csv" => FelderaFormat.Csv,
        "application/vnd.apache.parquet" or "application/parquet" => FelderaFormat.Parquet,
        "application/avro" or "avro/binary" => FelderaFormat.Avro,
        _ => throw new RunInvalidArgumentException(
            $"The MIME type '{mimeType}' does not tell Feldera how to read the data. Set SendOptions.MimeType to application/json, application/x-ndjson, text/csv, "
            + "application/vnd.apache.parquet or application/avro.",
            new RunErrorContext(RunBackend.Feldera, RunOperation.Send)),
    };

    public static string MimeTypeOf(FelderaFormat format) => format switch
    {
        FelderaFormat.Csv => "text/csv",
        FelderaFormat.Parquet => "application/vnd.apache.parquet",
        FelderaFormat.Avro => "application/avro",
        _ => "application/json",
    };

    public static string WordOf(FelderaFormat format) => format switch
    {
        FelderaFormat.Csv => "csv",
        FelderaFormat.Parquet => "parquet",
        FelderaFormat.Avro => "avro",
        _ => "json",
    };

    public static string WordOf(FelderaUpdateFormat format) => format switch
    {
        FelderaUpdateFormat.InsertDelete => "insert_delete",
        FelderaUpdateFormat.Weighted => "weighted",
        FelderaUpdateFormat.Debezium => "debezium",
        FelderaUpdateFormat.Snowflake => "snowflake",
        FelderaUpdateFormat.Redis => "redis",
        _ => "raw",
    };
}
