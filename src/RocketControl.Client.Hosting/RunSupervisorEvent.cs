namespace RocketControl.Client.Hosting;

/// <summary>A decision of a <see cref="RunSupervisor"/>, or something it saw.</summary>
/// <param name="Name">The name of the declaration.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
public sealed record RunSupervisorEvent(string Name, RunSupervisorEventKind Kind, DateTimeOffset At)
{
    /// <summary>The run, where there is one.</summary>
    public Run? Run { get; init; }

    /// <summary>The run's status, where it was seen.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Why; null when nothing failed.</summary>
    public Exception? Cause { get; init; }

    /// <summary>The pause before what comes next; null when nothing is planned.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How often the run has been started again, or tried to, since it was last stable.</summary>
    public int Restarts { get; init; }

    /// <summary>How many events a slow reader missed right before this one.</summary>
    public long Missed { get; init; }

    /// <summary>A short text without secrets, for logs.</summary>
    public override string ToString() => $"{Name}: {Kind}";
}
