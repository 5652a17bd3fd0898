namespace RocketControl.Client.Transports.Feldera;

/// <summary>How data is put into a table (Feldera protocol §9).</summary>
public sealed record FelderaIngestOptions
{
    /// <summary>The form of the data. Default: <see cref="FelderaFormat.Json"/>.</summary>
    public FelderaFormat Format { get; init; }

    /// <summary>What a JSON value stands for. Default: <see cref="FelderaUpdateFormat.Raw"/>, a record to insert. Only for JSON.</summary>
    public FelderaUpdateFormat UpdateFormat { get; init; }

    /// <summary>True: each JSON value is an array of updates. False (default): each is one.</summary>
    public bool Array { get; init; }

    /// <summary>
    /// The dialect in which JSON writes dates and the like: <c>debezium_mysql</c>, <c>snowflake</c>, <c>kafka_connect_json_converter</c>,
    /// <c>pandas</c>. Null (default): the server's own.
    /// </summary>
    public string? JsonFlavor { get; init; }

    /// <summary>
    /// True: a paused pipeline takes the data, too, and works on it when it is resumed. False (default): a paused one refuses it, before anything is sent.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>
    /// True (default): look first whether the pipeline can take data, which gives clear errors for one more call. False: send at once; a paused pipeline then holds the
    /// data for 30 seconds and fails.
    /// </summary>
    public bool CheckState { get; init; } = true;

    /// <summary>How long the whole upload may take. Null (default): as long as it makes progress within <see cref="FelderaOptions.IngestTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    internal void Validate()
    {
        var context = new RunErrorContext(RunBackend.Feldera, RunOperation.Send);
        if (!Enum.IsDefined(Format) || !Enum.IsDefined(UpdateFormat))
            throw new RunInvalidArgumentException("FelderaIngestOptions.Format or UpdateFormat has a value that is none of its own.", context);
        if (Format != FelderaFormat.Json && (Array || JsonFlavor is not null || UpdateFormat != FelderaUpdateFormat.Raw))
            throw new RunInvalidArgumentException($"FelderaIngestOptions.Array, JsonFlavor and UpdateFormat are for JSON only, not for {Format}.", context);
        if (Timeout <= TimeSpan.Zero || Timeout > LongestTime.OfTimeout)
            throw new RunInvalidArgumentException($"FelderaIngestOptions.Timeout must be positive and at most {LongestTime.OfTimeout}, not {Timeout}.", context);
    }
}
