namespace RocketControl.Client.Telemetry;

/// <summary>Makes calls: as they are while nobody listens, otherwise each as an <see cref="ObservedCall"/>.</summary>
/// <param name="identify">Tells the system and, by its name, what carries the calls right now.</param>
/// <param name="time">The clock.</param>
internal sealed class CallObserver(Func<(RunBackend System, string Transport)> identify, TimeProvider time)
{
    private readonly StartedRuns _started = new();

    /// <param name="operation">What is done.</param>
    /// <param name="run">The run that it is about; null for none.</param>
    /// <param name="state">What the call needs, so that nothing is allocated to hold it.</param>
    /// <param name="call">The call.</param>
    /// <param name="conclude">Notes what the result tells, and gives it back; null when it tells nothing.</param>
    public Task<T> CallAsync<TState, T>(
        string operation, Run? run, TState state, Func<TState, Task<T>> call, Func<ObservedCall, T, T>? conclude = null) =>
        Instruments.ObserveCalls ? ObserveAsync(operation, run, state, call, conclude) : call(state);

    /// <summary>A request that is a call of its own because only one backend has such; those that a client's calls are made of pass as they are.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="state">What the request needs.</param>
    /// <param name="call">The request.</param>
    public Task<T> RequestAsync<TState, T>(RunOperation operation, TState state, Func<TState, Task<T>> call) =>
        Instruments.ObserveCalls && !OperationNames.IsOfClient(operation)
            ? ObserveAsync(TagText.Of(operation), run: null, state, call, conclude: null)
            : call(state);

    /// <summary>A call that is observed although it is in several parts; disposing of it ends it.</summary>
    public ObservedCall Begin(string operation, Run? run) => new(identify, _started, time, operation, run);

    /// <summary>The client is gone.</summary>
    public void Close() => _started.Close(identify().System);

    private async Task<T> ObserveAsync<TState, T>(
        string operation, Run? run, TState state, Func<TState, Task<T>> call, Func<ObservedCall, T, T>? conclude)
    {
        using var observed = Begin(operation, run);
        try
        {
            var result = await call(state).ConfigureAwait(false);
            return conclude is null ? result : conclude(observed, result);
        }
        catch (Exception exception)
        {
            observed.Fail(exception);
            throw;
        }
    }
}
