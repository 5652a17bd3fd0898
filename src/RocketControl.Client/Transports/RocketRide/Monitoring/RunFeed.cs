using System.Threading.Channels;
using RocketControl.Client.Telemetry;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The events of one run for one follower, bounded: when the follower is too slow the oldest are dropped and counted.</summary>
internal sealed class RunFeed
{
    private readonly Channel<FeedItem> _items;
    private readonly Func<DapEvent, string?, bool>? _takes;
    private long _dropped;

    /// <param name="displayId">The run that it is of.</param>
    /// <param name="capacity">How many items it holds.</param>
    /// <param name="takes">Which events, by their run's display id, it takes; null for all.</param>
    public RunFeed(string displayId, int capacity, Func<DapEvent, string?, bool>? takes = null)
    {
        DisplayId = displayId;
        _takes = takes;
        _items = Channel.CreateBounded<FeedItem>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Drop());
    }

    public string DisplayId { get; }

    public void Deliver(DapEvent dapEvent, string? displayId)
    {
        if (_takes is null || _takes(dapEvent, displayId))
            Add(new FeedItem(dapEvent, IsConnected: true));
    }

    public void Add(FeedItem item) => _items.Writer.TryWrite(item);

    public bool TryRead(out FeedItem item) => _items.Reader.TryRead(out item);

    /// <summary>Waits for an item; false when there will be none any more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _items.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Lets the follower read what is there, and no more.</summary>
    public void Complete() => _items.Writer.TryComplete();

    /// <summary>How many items were dropped since the last call.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    private void Drop()
    {
        Interlocked.Increment(ref _dropped);
        Instruments.CountDropped(RunBackend.RocketRide, 1);
    }
}
