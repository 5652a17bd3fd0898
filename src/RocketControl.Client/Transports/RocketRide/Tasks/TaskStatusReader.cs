using System.Text.Json;

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
    public static RunStatus? Read(ReadOnlyMemory<byte> json, Run run, bool terminatedByUs, DateTimeOffset observedAt, RunStatusSource source)
    {
        if (json.IsEmpty)
            return null;
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement, run, terminatedByUs, observedAt, source) is { } status ? status with { RawJson = new LazyJson(json) } : null;
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, Run, bool, DateTimeOffset, RunStatusSource)"/>
    public static RunStatus? Read(JsonElement body, Run run, bool terminatedByUs, DateTimeOffset observedAt, RunStatusSource source)
    {
        if (body.ValueKind != JsonValueKind.Object || body.Member("state"u8) is not { } rawState)
            return null;

        var errors = body.Texts("errors"u8);
        var exitMessage = body.Text("exitMessage"u8);
        var state = StateOf(rawState, body, errors, terminatedByUs);
        return new RunStatus
        {
            Run = Complete(run, body),
            State = state,
            RawState = rawState.ValueKind == JsonValueKind.String ? rawState.GetString()! : rawState.GetRawText(),
            Detail = body.Text("status"u8) ?? "",
            StartedAt = body.UnixSeconds("startTime"u8),
            EndedAt = body.UnixSeconds("endTime"u8),
            ExitCode = state is RunState.Completed or RunState.Failed or RunState.Cancelled or RunState.Stopped
                ? ToInt32(body.Integer("exitCode"u8))
                : null,
            Total = body.Integer("totalCount"u8),
            Processed = body.Integer("completedCount"u8),
            FailedCount = body.Integer("failedCount"u8),
            Error = state == RunState.Failed ? FirstText(exitMessage, errors.Count > 0 ? errors[^1] : null) : null,
            Errors = errors,
            Warnings = body.Texts("warnings"u8),
            ObservedAt = observedAt,
            Source = source,
        };
    }

    /// <summary>Over means state 5 or 6 <b>and</b> completed: a restart passes through 6, and completed turns true while stopping.</summary>
    private static RunState StateOf(JsonElement rawState, JsonElement body, IReadOnlyList<string> errors, bool terminatedByUs)
    {
        var completed = body.Truth("completed"u8) ?? false;
        var detail = body.Text("status"u8);
        return NumberOf(rawState) switch
        {
            None => detail == NotRunning ? RunState.Stopped : RunState.Pending,
            Starting or Initializing => RunState.Starting,
            Running => RunState.Running,
            Stopping => RunState.Stopping,
            Completed or Cancelled when !completed => detail == Restarting ? RunState.Starting : RunState.Stopping,
            Completed => body.Integer("exitCode"u8) is null or 0 ? RunState.Completed : RunState.Failed,
            Cancelled when terminatedByUs => RunState.Cancelled,
            Cancelled => errors.Count > 0 ? RunState.Failed : RunState.Stopped,
            _ => RunState.Unknown,
        };
    }

    private static int? NumberOf(JsonElement rawState) =>
        rawState.ValueKind == JsonValueKind.Number && rawState.TryGetInt32(out var number) ? number : null;

    private static Run Complete(Run run, JsonElement body)
    {
        if (run is { ProjectId: not null, Source: not null, DisplayId: not null })
            return run;
        var source = run.Source ?? FirstText(body.Text("source"u8));
        return run with
        {
            ProjectId = run.ProjectId ?? FirstText(body.Text("project_id"u8)),
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
