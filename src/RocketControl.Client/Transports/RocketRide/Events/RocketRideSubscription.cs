using System.Runtime.CompilerServices;

namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>
/// A subscription to events; dispose of it to end it. It holds on over lost connections. Events come in wire order; a reader that
/// is too slow misses the oldest and is told so by <see cref="EventsDropped"/>. For one reader.
/// </summary>
public sealed class RocketRideSubscription : IAsyncDisposable
{
    private readonly RunFeed _feed;
    private readonly EventReader _reader;
    private readonly Func<RocketRideEvent, bool> _isWanted;
    private readonly Func<Task> _end;
    private readonly TimeProvider _time;
    private int _ended;

    internal RocketRideSubscription(RunFeed feed, EventReader reader, Func<RocketRideEvent, bool> isWanted, Func<Task> end, TimeProvider time)
    {
        (_feed, _reader, _isWanted, _end, _time) = (feed, reader, isWanted, end, time);
    }

    /// <summary>Reads the events until the token is cancelled or the subscription is disposed of.</summary>
    /// <param name="cancellationToken">Ends the reading, not the subscription.</param>
    public async IAsyncEnumerable<RocketRideEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await _feed.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_feed.TryRead(out var item))
                continue;
            // Read first: what was dropped until now is older than the item, and the reader is told of it where it is missing.
            if (_feed.TakeDropped() is > 0 and var dropped)
                yield return new EventsDropped(new EventSource("", _feed.DisplayId, _time.GetUtcNow()), dropped);
            var next = item.Event is { } dapEvent
                ? _reader.Read(dapEvent)
                : new ConnectionChanged(new EventSource("", _feed.DisplayId, _time.GetUtcNow()), item.IsConnected);
            if (_isWanted(next))
                yield return next;
        }
    }

    /// <summary>Ends the subscription; the server is told when it was the last of its kind.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            await _end().ConfigureAwait(false);
    }
}
