using System.Threading.Channels;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The events of one run for one follower, bounded: when the follower is too slow the oldest are dropped and counted.</summary>
internal sealed class RunFeed
{
    private readonly Channel<DapEvent> _events;
    private long _dropped;

    public RunFeed(string displayId, int capacity)
    {
        DisplayId = displayId;
        _events = Channel.CreateBounded<DapEvent>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
    }

    public string DisplayId { get; }

    public void Add(DapEvent dapEvent) => _events.Writer.TryWrite(dapEvent);

    public void Complete() => _events.Writer.TryComplete();

    public bool TryRead(out DapEvent? dapEvent) => _events.Reader.TryRead(out dapEvent);

    /// <summary>Waits for an event; false when there will be none any more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _events.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>How many events were dropped since the last call.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);
}
