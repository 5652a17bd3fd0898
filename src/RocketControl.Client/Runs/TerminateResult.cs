namespace RocketControl.Client;

/// <summary>What a termination achieved and how (run model §5).</summary>
public sealed record TerminateResult
{
    /// <summary>Accepted, completed, or over before.</summary>
    public required TerminateOutcome Outcome { get; init; }

    /// <summary>The mode that was asked for.</summary>
    public required TerminateMode RequestedMode { get; init; }

    /// <summary>The mode that really took effect; never <see cref="TerminateMode.Default"/>.</summary>
    public required TerminateMode EffectiveMode { get; init; }

    /// <summary>When the backend accepted it, or said that the run was over.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When the run was seen to be over; null when that was not waited for.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The run's last status; null when the end was not waited for, or when the backend had forgotten the run by then.</summary>
    public RunStatus? FinalStatus { get; init; }

    /// <summary>True when the backend has no way to tell whether the run is down, so that <see cref="TerminateOutcome.Accepted"/> is all there will ever be.</summary>
    public bool CompletionUnknown { get; init; }

    /// <summary>What the backend said; empty when it said nothing.</summary>
    public string Message { get; init; } = "";

    /// <summary>How many of this client's sends on the run were in work and finished before it was ended. 0 with force.</summary>
    public int SendsFinished { get; init; }

    /// <summary>How many of this client's sends on the run were in work and were cut off; their callers got an exception.</summary>
    public int SendsCutOff { get; init; }
}
