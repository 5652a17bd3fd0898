namespace RocketControl.Client.Transports.Processes;

/// <summary>Puts what was seen of a process, and what is remembered of it, into the words of the run model (process protocol §5).</summary>
internal sealed class ProcessStatuses(KnownProcesses processes, TimeProvider time)
{
    private const string Paused = "paused";

    /// <summary>The status that a sighting stands for.</summary>
    /// <exception cref="RunNotFoundException">Neither the server nor this client knows the process.</exception>
    public RunStatus Of(Run run, ProcessSighting sighting, RunOperation operation)
    {
        switch (sighting.Kind)
        {
            case ProcessSightingKind.Shown:
                return Shown(run, sighting.Entry!);
            case ProcessSightingKind.Hidden:
                processes.GetOrAdd(run.Id).NoteSeen();
                return Remembered(run, RunState.Unknown, "The server knows the process but fails to say how it is.");
            case ProcessSightingKind.Impossible:
                return WithoutRoute(run);
            default:
                return WasSeen(run)
                    ? Ended(run, "The server does not know the process any more, so it has ended; its exit code is not known.")
                    : throw new RunNotFoundException(
                        $"The server knows no {run}, and this client has not seen it either: it has ended, or the server did not start it.",
                        new RunErrorContext(RunBackend.Processes, operation));
        }
    }

    /// <summary>The status of a process that is over, to the best of this client's knowledge.</summary>
    public RunStatus Ended(Run run, string detail)
    {
        var known = processes.GetOrAdd(run.Id);
        known.NoteOver();
        return Remembered(run, known.TerminationAsked ? RunState.Cancelled : RunState.Completed, detail) with { IsStale = false };
    }

    /// <summary>True when the process once existed for certain, so that its absence means its end.</summary>
    public bool WasSeen(Run run) => processes.GetOrAdd(run.Id).WasSeen || ProcessIdentity.Parse(run.Instance)?.StartTime is not null;

    /// <summary>True when the pid certainly belongs to another process than the handle.</summary>
    public static bool IsAnother(Run run, ProcessEntry entry) => ProcessIdentity.Parse(run.Instance) is { } expected && !expected.MayBe(entry.Identity);

    private RunStatus Shown(Run run, ProcessEntry entry)
    {
        if (IsAnother(run, entry))
        {
            var state = processes.GetOrAdd(run.Id) is { TerminationAsked: true } ? RunState.Cancelled : RunState.Completed;
            return Remembered(run, state, "The pid belongs to another process now, so this one has ended; its exit code is not known.") with { IsStale = false };
        }
        var known = processes.Note(entry);
        return new RunStatus
        {
            Run = run with { Instance = run.Instance ?? entry.Identity.ToInstance(), DisplayId = run.DisplayId ?? $"process {run.Id}" },
            State = entry.Status switch
            {
                "running" => known.TerminationAsked ? RunState.Stopping : RunState.Running,
                Paused => RunState.Paused,
                "terminated" => RunState.Cancelled,
                _ => RunState.Unknown,
            },
            RawState = entry.Status,
            Detail = entry.LastOutput,
            Progress = entry.Progress,
            StartedAt = entry.StartedAt,
            ObservedAt = time.GetUtcNow(),
            Source = RunStatusSource.Native,
            RawJson = new LazyJson(entry.Raw),
        };
    }

    private RunStatus WithoutRoute(Run run)
    {
        var known = processes.GetOrAdd(run.Id);
        const string Reason = "The server has no route to ask about processes.";
        return known switch
        {
            { IsOver: true } => Ended(run, $"{Reason} The process was gone when it was to be signalled."),
            { TerminationAsked: true } => Remembered(run, RunState.Stopping, $"{Reason} It has signalled the process; whether that is down is not known."),
            { IsPaused: true } => Remembered(run, RunState.Paused, Reason),
            { WasSeen: true } => Remembered(run, RunState.Running, Reason),
            _ => Remembered(run, RunState.Unknown, $"{Reason} Nothing is known of this one."),
        };
    }

    private RunStatus Remembered(Run run, RunState state, string detail) => new()
    {
        Run = run with { DisplayId = run.DisplayId ?? $"process {run.Id}" },
        State = state,
        Detail = detail,
        ObservedAt = time.GetUtcNow(),
        Source = RunStatusSource.Remembered,
        IsStale = true,
    };
}
