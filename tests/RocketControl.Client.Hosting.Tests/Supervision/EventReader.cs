namespace RocketControl.Client.Hosting.Tests.Supervision;

/// <summary>Reads a supervisor's events one after the other, from now on.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly IAsyncEnumerator<RunSupervisorEvent> _events;
    private readonly List<RunSupervisorEventKind> _kinds = [];
    private Task<bool>? _begun;

    public EventReader(RunSupervisor supervisor)
    {
        _events = supervisor.WatchAsync().GetAsyncEnumerator();
        _begun = _events.MoveNextAsync().AsTask();
    }

    /// <summary>What was read so far.</summary>
    public IReadOnlyList<RunSupervisorEventKind> Kinds => _kinds;

    /// <summary>Reads up to the next event of a kind.</summary>
    public async Task<RunSupervisorEvent> UntilAsync(RunSupervisorEventKind kind)
    {
        while (await NextAsync())
        {
            _kinds.Add(_events.Current.Kind);
            if (_events.Current.Kind == kind)
                return _events.Current;
        }
        throw new AssertionException($"The events ended without {kind}.");
    }

    public async Task<bool> IsAtEndAsync() => !await NextAsync();

    /// <summary>The supervisor has stopped, or the test is over.</summary>
    public ValueTask DisposeAsync() => _begun is null ? _events.DisposeAsync() : ValueTask.CompletedTask;

    private Task<bool> NextAsync()
    {
        var next = _begun ?? _events.MoveNextAsync().AsTask();
        _begun = null;
        return next.Soon();
    }
}
