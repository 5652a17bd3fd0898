namespace RocketControl.Client;

/// <summary>How much of the way of the data through the pipeline the server reports as events (RocketRide protocol §3.2).</summary>
public enum PipelineTraceLevel
{
    /// <summary>Which component was entered and left.</summary>
    Metadata,

    /// <summary>That, with a summary of the data.</summary>
    Summary,

    /// <summary>That, with the data.</summary>
    Full,
}
