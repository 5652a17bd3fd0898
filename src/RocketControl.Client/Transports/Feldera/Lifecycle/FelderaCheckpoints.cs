namespace RocketControl.Client.Transports.Feldera;

/// <summary>Saves the state of runs (Feldera protocol §3, §6).</summary>
internal sealed class FelderaCheckpoints(FelderaHttp http, FelderaWaits waits, FelderaOptions options)
{
    private const int MostIssues = 3;

    /// <summary>Asks for a checkpoint. Each call makes another one, so a lost answer is not made good by asking again.</summary>
    public async Task<FelderaCheckpoint> RequestAsync(string name, RunOperation operation, CancellationToken cancellationToken)
    {
        var answer = await http.CallJsonAsync(
            FelderaRequest.Post(operation, FelderaPath.Pipeline(name, "checkpoint"), name) with
            {
                Timeout = options.CheckpointTimeout,
                Repetition = FelderaRepetition.IfUnsent,
            },
            cancellationToken).ConfigureAwait(false);
        var number = answer.Integer("checkpoint_sequence_number"u8) ?? throw new RunProtocolException(
            "The server accepted the checkpoint but gave no number for it.", new RunErrorContext(RunBackend.Feldera, operation) { OutcomeUnknown = true });
        return new FelderaCheckpoint(name, number, answer.Text("incarnation_uuid"u8));
    }

    public async Task<FelderaCheckpointStatus> StatusAsync(string name, string? incarnation, RunOperation operation, CancellationToken cancellationToken)
    {
        var answer = await http.CallJsonAsync(
            FelderaRequest.Get(operation, FelderaPath.With(FelderaPath.Pipeline(name, "checkpoint_status"), ("incarnation_uuid", incarnation)), name),
            cancellationToken).ConfigureAwait(false);
        var failure = answer.Member("failure"u8) ?? default;
        return new FelderaCheckpointStatus(answer.Integer("success"u8), failure.Integer("sequence_number"u8), failure.Text("error"u8));
    }

    /// <summary>Asks for a checkpoint and waits for it; asks again when the pipeline's process was replaced meanwhile.</summary>
    /// <exception cref="RunTerminationFailedException">It failed while a run was to be ended.</exception>
    /// <exception cref="RunServerException">It failed otherwise.</exception>
    public async Task<FelderaCheckpoint> SaveAsync(string name, TimeSpan timeout, RunOperation operation, CancellationToken cancellationToken)
    {
        for (var issue = 1; ; issue++)
        {
            var checkpoint = await RequestAsync(name, operation, cancellationToken).ConfigureAwait(false);
            try
            {
                await WaitAsync(checkpoint, timeout, operation, cancellationToken).ConfigureAwait(false);
                return checkpoint;
            }
            catch (RunGoneException) when (issue < MostIssues)
            {
                // Another process has taken the pipeline over and knows nothing of the request.
            }
        }
    }

    public Task WaitAsync(FelderaCheckpoint checkpoint, TimeSpan timeout, RunOperation operation, CancellationToken cancellationToken) =>
        waits.UntilAsync<object>(
            async token =>
            {
                var status = await StatusAsync(checkpoint.Pipeline, checkpoint.Incarnation, operation, token).ConfigureAwait(false);
                if (status.FailedNumber == checkpoint.Number)
                    throw Failed(checkpoint, status.Error, operation);
                return status.SavedNumber >= checkpoint.Number ? checkpoint : null;
            },
            operation,
            $"The checkpoint of {checkpoint.Pipeline} was not finished",
            timeout,
            cancellationToken);

    private static RunControlException Failed(FelderaCheckpoint checkpoint, string? error, RunOperation operation)
    {
        var context = new RunErrorContext(RunBackend.Feldera, operation) { ServerMessage = error };
        return operation == RunOperation.Terminate
            ? new RunTerminationFailedException(
                $"{checkpoint.Pipeline} goes on: its state could not be saved, so it was not ended. The server says: {error}", context)
            : new RunServerException($"The checkpoint of {checkpoint.Pipeline} failed. The server says: {error}", context);
    }
}
