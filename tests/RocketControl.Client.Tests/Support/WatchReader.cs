namespace RocketControl.Client.Tests.Support;

/// <summary>Reads a watch step by step.</summary>
internal sealed class WatchReader(IAsyncEnumerable<RunEvent> watch, CancellationToken cancellationToken = default) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<RunEvent> _events = watch.GetAsyncEnumerator(cancellationToken);

    /// <summary>Begins to wait for the next event.</summary>
    public Task<RunEvent> NextAsync()
    {
        return MoveAsync();

        async Task<RunEvent> MoveAsync() => await _events.MoveNextAsync().Soon() ? _events.Current : throw new AssertionException("The watch has ended.");
    }

    /// <summary>The next event, which must be a new status.</summary>
    public async Task<RunStatus> NextStatusAsync() => (await NextAsync()) is RunStatusChanged changed
        ? changed.Status
        : throw new AssertionException($"The event is no status but {_events.Current}.");

    /// <summary>The next status with an end state, whatever comes before it.</summary>
    public async Task<RunStatus> NextEndAsync()
    {
        while (true)
        {
            if (await NextAsync() is RunStatusChanged { Status: { IsTerminal: true } end })
                return end;
        }
    }

    /// <summary>Waits until the watch has ended.</summary>
    public async Task EndAsync() => Assert.That(await _events.MoveNextAsync().Soon(), Is.False, () => $"There was one more event: {_events.Current}");

    public ValueTask DisposeAsync() => _events.DisposeAsync();
}
