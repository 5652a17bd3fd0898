namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Turns a TASK_STATUS into the unified status (RocketRide protocol §4, run model §2).</summary>
internal static class TaskStatusReader
{
    private const int None = 0;
    private const int Starting = 1;
    private const int Initializing = 2;
    private const int Running = 3;
    private const int Stopping = 4;
    private const int Completed = 5;
    private const int Cancelled = 6;

    /// <summary>The text of the placeholder that stands for a task which is not there.</summary>
    private const string NotRunning = "Not running";

    private const string Restarting = "Restarting";

    /// <param name="json">The TASK_STATUS.</param>
    /// <param name="run">The run, completed with what the status tells about it.</param>
    /// <param name="terminatedByUs">Whether this client has terminated the run.</param>
    /// <param name="observedAt">When the status came.</param>
    /// <param name="source">How it came.</param>
    /// <returns>The status, or null when the text is no JSON object with a state.</returns>
    public static RunStatus? Read(ReadOnlyMemory<byte> json, Run run, bool terminatedByUs, DateTimeOffset observedAt, RunStatusSource source) =>
        !json.IsEmpty && TaskStatusMembers.Read(json.Span) is { } members ? Read(members, json, run, terminatedByUs, observedAt, source) : null;

    /// <param name="members">What was read of the TASK_STATUS.</param>
    /// <param name="json">All of it.</param>
    /// <param name="run">The run, completed with what the status tells about it.</param>
    /// <param name="terminatedByUs">Whether this client has terminated the run.</param>
    /// <param name="observedAt">When the status came.</param>
    /// <param name="source">How it came.</param>
    /// <returns>The status, or null when there is no state.</returns>
    public static RunStatus? Read(
        TaskStatusMembers members, ReadOnlyMemory<byte> json, Run run, bool terminatedByUs, DateTimeOffset observedAt, RunStatusSource source)
    {
        if (members.State is not { } rawState)
            return null;

        var errors = members.Errors;
        var state = StateOf(members, terminatedByUs);
        return new RunStatus
        {
            Run = Complete(run, members),
            State = state,
            RawState = rawState,
            Detail = members.Status ?? "",
            StartedAt = LenientJson.UnixSeconds(members.StartTime),
            EndedAt = LenientJson.UnixSeconds(members.EndTime),
            ExitCode = state is RunState.Completed or RunState.Failed or RunState.Cancelled or RunState.Stopped ? ToInt32(members.ExitCode) : null,
            Total = members.TotalCount,
            Processed = members.CompletedCount,
            FailedCount = members.FailedCount,
            Error = state == RunState.Failed ? FirstText(members.ExitMessage, errors.Count > 0 ? errors[^1] : null) : null,
            Errors = errors,
            Warnings = members.Warnings,
            ObservedAt = observedAt,
            Source = source,
            RawJson = new LazyJson(json),
        };
    }

    /// <summary>Over means state 5 or 6 <b>and</b> completed: a restart passes through 6, and completed turns true while stopping.</summary>
    private static RunState StateOf(TaskStatusMembers members, bool terminatedByUs)
    {
        var completed = members.Completed ?? false;
        return members.StateNumber switch
        {
            None => members.Status == NotRunning ? RunState.Stopped : RunState.Pending,
            Starting or Initializing => RunState.Starting,
            Running => RunState.Running,
            Stopping => RunState.Stopping,
            Completed or Cancelled when !completed => members.Status == Restarting ? RunState.Starting : RunState.Stopping,
            Completed => members.ExitCode is null or 0 ? RunState.Completed : RunState.Failed,
            Cancelled when terminatedByUs => RunState.Cancelled,
            Cancelled => members.Errors.Count > 0 ? RunState.Failed : RunState.Stopped,
            _ => RunState.Unknown,
        };
    }

    private static Run Complete(Run run, TaskStatusMembers members)
    {
        if (run is { ProjectId: not null, Source: not null, DisplayId: not null })
            return run;
        var source = run.Source ?? FirstText(members.Source);
        return run with
        {
            ProjectId = run.ProjectId ?? FirstText(members.ProjectId),
            Source = source,
            DisplayId = run.DisplayId ?? (source is null ? null : TaskIdentity.DisplayId(run.Id, source)),
        };
    }

    private static int? ToInt32(long? value) => value is >= int.MinValue and <= int.MaxValue ? (int)value.Value : null;

    private static string? FirstText(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text))
                return text;
        }
        return null;
    }
}
