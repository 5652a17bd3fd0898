namespace RocketControl.Client.Transports.Feldera;

/// <summary>How to follow the changes of a table or view (Feldera protocol §10).</summary>
public sealed record FelderaListenOptions
{
    /// <summary>The form of the changes: JSON (default) or CSV.</summary>
    public FelderaFormat Format { get; init; }

    /// <summary>True: what is there already comes first. Only for materialized views. Default: false.</summary>
    public bool SendSnapshot { get; init; }

    /// <summary>
    /// True (default): a listener that is too slow holds the pipeline up. False: the pipeline goes on and drops chunks, which shows in 
    /// <see cref="FelderaChunk.Missed"/>.
    /// </summary>
    public bool Backpressure { get; init; } = true;

    internal FelderaRequest Request(string name, string view)
    {
        if (Format is not (FelderaFormat.Json or FelderaFormat.Csv))
        {
            throw new RunInvalidArgumentException(
                $"Changes come as JSON or CSV, not as {Format}.", new RunErrorContext(RunBackend.Feldera, RunOperation.Watch));
        }
        return FelderaRequest.Post(
            RunOperation.Watch,
            FelderaPath.With(
                FelderaPath.Pipeline(name, $"egress/{FelderaPath.Escape(view)}"),
                ("format", FelderaFormats.WordOf(Format)),
                ("array", Format == FelderaFormat.Json ? "true" : null),
                ("send_snapshot", FelderaWords.Of(SendSnapshot)),
                ("backpressure", FelderaWords.Of(Backpressure))),
            name);
    }
}
