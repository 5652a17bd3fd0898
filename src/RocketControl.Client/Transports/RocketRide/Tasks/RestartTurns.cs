namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Lets one restart of a run happen at a time, for two at once spoil the run for good (RocketRide protocol §3.2), and remembers since when the last one has been
/// in doubt: sent, but without an answer.
/// </summary>
internal sealed class RestartTurns
{
    private readonly object _lock = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Since when a restart may be under way that nobody waits for, as a timestamp; null when none is. Belongs to whose turn it is.</summary>
    public long? InDoubtSince { get; set; }

    /// <summary>Completes when all restarts that are under way, or wait for their turn, are through.</summary>
    public Task Through
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>Runs the restart when all that came before are through.</summary>
    /// <param name="restart">The restart.</param>
    /// <param name="cancellationToken">Gives the turn up.</param>
    public async Task<T> TakeAsync<T>(Func<Task<T>> restart, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            before = _last;
            _last = Both(before, mine.Task);
        }
        try
        {
            await before.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await restart().ConfigureAwait(false);
        }
        finally
        {
            mine.SetResult();
        }
    }

    /// <summary>Who gives its turn up must not let those behind it pass those before it.</summary>
    private static async Task Both(Task before, Task mine)
    {
        await before.ConfigureAwait(false);
        await mine.ConfigureAwait(false);
    }
}
