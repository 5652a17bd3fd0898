using System.Globalization;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>What to put into a support bundle (Feldera protocol §12). All of it by default.</summary>
public sealed record FelderaSupportBundleOptions
{
    /// <summary>True (default): collect anew. False: only what was collected before.</summary>
    public bool Collect { get; init; } = true;

    /// <summary>How many collections at most, the newest first; at least 1. Null (default): all that the server keeps.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether to collect the profile of the circuit. Default: true.</summary>
    public bool CircuitProfile { get; init; } = true;

    /// <summary>Whether to collect the profile of the memory. Default: true.</summary>
    public bool HeapProfile { get; init; } = true;

    /// <summary>Whether to collect metrics. Default: true.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Whether to collect logs. Default: true.</summary>
    public bool Logs { get; init; } = true;

    /// <summary>Whether to collect counts. Default: true.</summary>
    public bool Stats { get; init; } = true;

    /// <summary>Whether to collect the pipeline's configuration. Default: true.</summary>
    public bool PipelineConfig { get; init; } = true;

    /// <summary>Whether to collect the server's configuration. Default: true.</summary>
    public bool SystemConfig { get; init; } = true;

    /// <summary>Whether to collect the graph of the data's way. Default: true.</summary>
    public bool DataflowGraph { get; init; } = true;

    /// <summary>Whether to collect the history of events. Default: true.</summary>
    public bool PipelineEvents { get; init; } = true;

    internal string AddTo(string path) => Limit is < 1
        ? throw new RunInvalidArgumentException(
            "FelderaSupportBundleOptions.Limit must be at least 1.", new RunErrorContext(RunBackend.Feldera, RunOperation.Diagnose))
        : FelderaPath.With(
            path,
            ("collect", FelderaWords.Of(Collect)),
            ("limit", Limit?.ToString(CultureInfo.InvariantCulture)),
            ("circuit_profile", FelderaWords.Of(CircuitProfile)),
            ("heap_profile", FelderaWords.Of(HeapProfile)),
            ("metrics", FelderaWords.Of(Metrics)),
            ("logs", FelderaWords.Of(Logs)),
            ("stats", FelderaWords.Of(Stats)),
            ("pipeline_config", FelderaWords.Of(PipelineConfig)),
            ("system_config", FelderaWords.Of(SystemConfig)),
            ("dataflow_graph", FelderaWords.Of(DataflowGraph)),
            ("pipeline_events", FelderaWords.Of(PipelineEvents)));
}
