namespace RunDashboard.Runs;

/// <summary>A run as the page shows it. Null is unknown, which is not zero.</summary>
internal sealed record RunView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The id of its system.</summary>
    public required string System { get; init; }

    /// <summary>Where it runs and its name there, without secrets.</summary>
    public required string Origin { get; init; }

    /// <summary>The unified state, for the symbol: <c>running</c>, <c>stopping</c> …</summary>
    public required string State { get; init; }

    /// <summary>The state in words.</summary>
    public required string StateText { get; init; }

    public string Detail { get; init; } = "";

    /// <summary>What makes it fail, or keeps it from being seen.</summary>
    public string? Problem { get; init; }

    public long? Total { get; init; }

    public long? Processed { get; init; }

    public long? Failed { get; init; }

    /// <summary>Objects a second.</summary>
    public double? Rate { get; init; }

    /// <summary>0 to 1.</summary>
    public double? Progress { get; init; }

    public bool IsOver { get; init; }

    public bool CanSend { get; init; }

    public bool CanPause { get; init; }

    public bool CanResume { get; init; }

    public bool CanTerminate { get; init; }
}
