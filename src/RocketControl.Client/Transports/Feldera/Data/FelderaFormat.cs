namespace RocketControl.Client.Transports.Feldera;

/// <summary>The form of data on its way into a table (Feldera protocol §9).</summary>
public enum FelderaFormat
{
    /// <summary>JSON: one value after the other, each on a line of its own, or arrays of them.</summary>
    Json = 0,

    /// <summary>Comma-separated values, without a heading.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Apache Avro.</summary>
    Avro,
}
