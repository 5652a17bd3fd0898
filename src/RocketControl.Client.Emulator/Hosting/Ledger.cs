namespace RocketControl.Client.Emulator.Hosting;

/// <summary>Remembers the newest requests, and tells who waits for one.</summary>
/// <param name="lengthOf">How much text a request holds.</param>
internal sealed class Ledger<TRequest>(Func<TRequest, long> lengthOf)
    where TRequest : class
{
    public const int Capacity = 10_000;

    private const long TextCapacity = 32L * 1024 * 1024;

    private readonly object _gate = new();
    private readonly Queue<TRequest> _requests = new();
    private readonly List<Wait> _waits = [];
    private long _last;
    private long _text;

    /// <summary>The newest requests in the order of arrival, no more than <see cref="Capacity"/>, and fewer when their texts are very long.</summary>
    public IReadOnlyList<TRequest> Snapshot()
    {
        lock (_gate)
            return [.. _requests];
    }

    /// <param name="create">Makes the request out of its number, which counts from 1.</param>
    public void Record(Func<long, TRequest> create)
    {
        lock (_gate)
        {
            TRequest request = create(++_last);
            _requests.Enqueue(request);
            _text += lengthOf(request);
            while (_requests.Count > Capacity || (_text > TextCapacity && _requests.Count > 1))
                _text -= lengthOf(_requests.Dequeue());
            foreach (Wait wait in _waits.FindAll(wait => wait.Matches(request)))
            {
                _waits.Remove(wait);
                wait.Found.TrySetResult(request);
            }
        }
    }

    /// <summary>The oldest remembered request that matches, or else the next one.</summary>
    public async Task<TRequest> WaitAsync(Predicate<TRequest> matches, CancellationToken cancellationToken)
    {
        Wait wait;
        lock (_gate)
        {
            if (_requests.FirstOrDefault(request => matches(request)) is { } found)
                return found;
            wait = new Wait(matches, new TaskCompletionSource<TRequest>(TaskCreationOptions.RunContinuationsAsynchronously));
            _waits.Add(wait);
        }
        try
        {
            return await wait.Found.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _waits.Remove(wait);
        }
    }

    private sealed record Wait(Predicate<TRequest> Matches, TaskCompletionSource<TRequest> Found);
}
