using RocketControl.Client.Hosting.Supervision;

namespace RocketControl.Client.Hosting;

/// <summary>
/// Keeps declared runs running for as long as the host does: starts them, or takes over those that live already, watches them, starts them again when they end, with
/// pauses that grow, and ends those that are removed. A run is never started twice: after a start whose answer was lost it is looked for first. Thread-safe.
/// </summary>
public sealed class RunSupervisor : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly Dictionary<string, RunKeeper> _keepers = [];
    private readonly Func<string, RunControlClient> _client;
    private readonly SupervisorSetting _setting;
    private readonly RunSupervisorOptions _options;
    private bool _isStopping;

    internal RunSupervisor(RunSupervisorOptions options, Func<string, RunControlClient> client, SupervisorJournal journal, Func<double> chance, TimeProvider time)
    {
        _options = options;
        _client = client;
        _setting = new SupervisorSetting(journal, new SemaphoreSlim(options.MaxConcurrentStarts), chance, time);
    }

    /// <summary>The declared runs: the last event of each.</summary>
    public IReadOnlyList<RunSupervisorEvent> Runs => _setting.Journal.Latest;

    /// <summary>Declares another run; it is started in the background.</summary>
    /// <param name="declaration">The run.</param>
    /// <exception cref="ArgumentException">Something in the declaration is not acceptable.</exception>
    /// <exception cref="InvalidOperationException">There is one of that name, perhaps still being removed; or there is no such client; or the host stops.</exception>
    public void Add(RunDeclaration declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        declaration.Validate();
        var client = _client(declaration.Client);
        lock (_lock)
        {
            if (_isStopping)
                throw new InvalidOperationException($"Run '{declaration.Name}' is not started: the host stops.");
            if (_keepers.ContainsKey(declaration.Name))
                throw new InvalidOperationException($"There is a run '{declaration.Name}' already. Remove it first, and wait for that.");
            var keeper = new RunKeeper(declaration, client, _setting);
            _keepers.Add(declaration.Name, keeper);
            _setting.Journal.Write(new RunSupervisorEvent(declaration.Name, RunSupervisorEventKind.Declared, _setting.Time.GetUtcNow()));
            keeper.Begin();
        }
    }

    /// <summary>Takes a run out of the set and ends it; returns when it is seen to be down. A start that is under way is waited for.</summary>
    /// <param name="name">The name of its declaration.</param>
    /// <param name="cancellationToken">Stops the waiting; the removal goes on.</param>
    /// <exception cref="KeyNotFoundException">There is no run of that name.</exception>
    /// <exception cref="InvalidOperationException">The host stops.</exception>
    /// <exception cref="RunControlException">The run could not be ended, and trying again is of no use.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        RunKeeper keeper;
        lock (_lock)
        {
            if (_isStopping)
                throw new InvalidOperationException($"Run '{name}' is not removed: the host stops.");
            keeper = _keepers.TryGetValue(name, out var found) ? found : throw new KeyNotFoundException($"There is no run '{name}'.");
        }
        keeper.Retire(terminate: true);
        await RemovedAsync(name, keeper).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (keeper.TerminationFailure is { } failure)
            throw failure;
    }

    /// <summary>
    /// Follows what the supervisor decides and sees: first the last event of each run, then all that come, until it has stopped with the host. A reader that is too slow
    /// misses the oldest and is told so by <see cref="RunSupervisorEvent.Missed"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    public IAsyncEnumerable<RunSupervisorEvent> WatchAsync(CancellationToken cancellationToken = default) => _setting.Journal.ReadAsync(cancellationToken);

    /// <summary>Lets go of all runs at once, where the host did not before; they go on. The container calls it.</summary>
    public ValueTask DisposeAsync() => new(StopAsync(new CancellationToken(canceled: true)));

    internal void Start()
    {
        foreach (var declaration in _options.Runs)
            Add(declaration);
    }

    /// <summary>Lets go of all runs, and ends those that are to end with the host, for as long as the token allows.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        List<RunKeeper> keepers;
        lock (_lock)
        {
            _isStopping = true;
            keepers = [.. _keepers.Values];
        }
        foreach (var keeper in keepers)
            keeper.RetireWithHost();
        using (cancellationToken.UnsafeRegister(_ => keepers.ForEach(static keeper => keeper.Abort()), null))
            await Task.WhenAll(keepers.Select(static keeper => keeper.Finished)).ConfigureAwait(false);
        _setting.Journal.Complete();
    }

    /// <summary>Goes on when nobody waits any more.</summary>
    private async Task RemovedAsync(string name, RunKeeper keeper)
    {
        await keeper.Finished.ConfigureAwait(false);
        lock (_lock)
        {
            if (_keepers.Remove(name))
                _setting.Journal.Forget(name);
        }
    }
}
