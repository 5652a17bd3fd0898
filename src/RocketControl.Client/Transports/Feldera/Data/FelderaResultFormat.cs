namespace RocketControl.Client.Transports.Feldera;

/// <summary>The form of a file with the rows of a query (Feldera protocol §10).</summary>
public enum FelderaResultFormat
{
    /// <summary>Apache Arrow's stream format, which keeps every value as it is.</summary>
    ArrowIpc = 0,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
