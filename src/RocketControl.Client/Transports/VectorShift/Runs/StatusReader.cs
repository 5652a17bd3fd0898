using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>Reads what a status route answers: <c>status</c>, <c>error</c>, as the Python client knows them (VectorShift protocol §2).</summary>
internal static class StatusReader
{
    /// <exception cref="RunProtocolException">It tells no status.</exception>
    public static RunStatus Read(JsonElement answer, KnownRun known, RunOperation operation, DateTimeOffset now)
    {
        if (answer.Text("status"u8) is not { Length: > 0 } word)
        {
            throw new RunProtocolException(
                "The answer of the status route has no status. Check VectorShiftOptions.StatusRoute.", new RunErrorContext(RunBackend.VectorShift, operation));
        }
        var state = StatusWords.StateOf(word);
        // An answer that is older than the termination must not bring the run back to life.
        if (known.TerminationAccepted && state is (RunState.Running or RunState.Paused or RunState.Pending or RunState.Starting))
            state = RunState.Stopping;
        var error = state == RunState.Failed ? ErrorText.Of(answer) : null;
        return new RunStatus
        {
            Run = known.Run,
            State = state,
            RawState = word,
            Error = error,
            Errors = error is null ? [] : [error],
            ObservedAt = now,
            Source = RunStatusSource.Native,
            RawJson = new LazyJson(answer),
        };
    }
}
