namespace RocketControl.Client.Transports.Feldera;

/// <summary>The requests that end a run (Feldera protocol §7).</summary>
internal sealed class FelderaStops(FelderaHttp http, FelderaCheckpoints checkpoints, FelderaOptions options)
{
    /// <param name="run">The run.</param>
    /// <param name="atMost">How long the call may take; null for as long as the server needs.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task GracefulAsync(Run run, TimeSpan? atMost, CancellationToken cancellationToken) => http.CallAsync(
        FelderaRequest.Post(RunOperation.Terminate, FelderaPath.With(FelderaPath.Pipeline(run.Id, "stop"), ("force", "false")), run.Id) with
        {
            Timeout = atMost < options.CheckpointTimeout ? atMost : options.CheckpointTimeout,
        },
        cancellationToken);

    public Task ForceAsync(Run run, CancellationToken cancellationToken) => http.CallAsync(
        FelderaRequest.Post(RunOperation.Terminate, FelderaPath.With(FelderaPath.Pipeline(run.Id, "stop"), ("force", "true")), run.Id), cancellationToken);

    /// <summary>Saves the run's state and waits until it is saved.</summary>
    public Task CheckpointAsync(Run run, TimeSpan timeout, CancellationToken cancellationToken) =>
        checkpoints.SaveAsync(run.Id, timeout, RunOperation.Terminate, cancellationToken);
}
