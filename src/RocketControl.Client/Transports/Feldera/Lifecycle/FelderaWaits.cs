namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// Reads descriptions of pipelines and waits for what they are to say (Feldera protocol §3). Asks for the short form: the long one holds whole programs.
/// </summary>
internal sealed class FelderaWaits(FelderaHttp http, KnownPipelines known, TimeProvider time)
{
    private readonly Polling _polling = new(time);

    public static string ShortForm(string name) => FelderaPath.With(FelderaPath.Pipeline(name), ("selector", "status"));

    public async Task<FelderaPipelineInfo> AskAsync(string name, RunOperation operation, CancellationToken cancellationToken) =>
        new(await http.CallJsonAsync(FelderaRequest.Get(operation, ShortForm(name), name), cancellationToken).ConfigureAwait(false));

    /// <summary>As <see cref="AskAsync"/>, with everything: program, configuration, schema, the compiler's messages.</summary>
    public async Task<FelderaPipelineInfo> AskForAllAsync(string name, RunOperation operation, CancellationToken cancellationToken) =>
        new(await http.CallJsonAsync(
            FelderaRequest.Get(operation, FelderaPath.With(FelderaPath.Pipeline(name), ("selector", "all")), name), cancellationToken).ConfigureAwait(false));

    public RunStatus Interpret(Run run, FelderaPipelineInfo info) => known[run.Id].Interpret(run, info, time.GetUtcNow());

    /// <param name="run">The run.</param>
    /// <param name="operation">What the user is doing.</param>
    /// <param name="what">What is waited for, for the message: "to be up".</param>
    /// <param name="timeout">How long.</param>
    /// <param name="look">What a description means: something when it is over, null to go on. Is given null when the pipeline is not there any more.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunTimeoutException">The time was over; holds the last status seen.</exception>
    public async Task<T> UntilAsync<T>(
        Run run, RunOperation operation, string what, TimeSpan timeout, Func<FelderaPipelineInfo?, T?> look, CancellationToken cancellationToken)
        where T : class
    {
        RunStatus? last = null;
        return await _polling.UntilAsync(
            async token =>
            {
                FelderaPipelineInfo info;
                try
                {
                    info = await AskAsync(run.Id, operation, token).ConfigureAwait(false);
                }
                catch (RunNotFoundException)
                {
                    if (look(null) is { } meant)
                        return meant;
                    if (last is null)
                        throw;
                    throw Deleted(run, operation);
                }
                last = Interpret(run, info);
                return look(info);
            },
            timeout,
            cause => new RunTimeoutException(
                $"{run.Id} did not come {what} within {timeout.TotalSeconds:0.###} s; last seen "
                + (last is null ? "never." : $"as {last.RawState} on the way to {last.DesiredState}."),
                new RunErrorContext(RunBackend.Feldera, operation),
                cause)
            {
                Timeout = timeout,
                LastStatus = last,
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for anything until it says something.</summary>
    /// <param name="look">Looks once; null to go on.</param>
    /// <param name="operation">What the user is doing.</param>
    /// <param name="message">What did not happen, for the message; the time follows.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="lastSeen">The status that was seen last; null when there is none to tell of.</param>
    public Task<T> UntilAsync<T>(
        Func<CancellationToken, Task<T?>> look,
        RunOperation operation,
        string message,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        Func<RunStatus?>? lastSeen = null)
        where T : class => _polling.UntilAsync(
            look,
            timeout,
            cause => new RunTimeoutException(
                $"{message} within {timeout.TotalSeconds:0.###} s{Progress(lastSeen?.Invoke())}.", new RunErrorContext(RunBackend.Feldera, operation), cause)
            {
                Timeout = timeout,
                LastStatus = lastSeen?.Invoke(),
            },
            cancellationToken);

    public static RunNotFoundException Deleted(Run run, RunOperation operation) => new(
        $"Pipeline {run.Id} was deleted meanwhile.", new RunErrorContext(RunBackend.Feldera, operation));

    private static string Progress(RunStatus? last) =>
        last is null ? "" : $"; last seen as {last.RawState} with {last.Processed ?? 0:N0} of {last.Total ?? 0:N0} records";
}
