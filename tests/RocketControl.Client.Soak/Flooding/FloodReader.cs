using System.Globalization;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Soak.Flooding;

/// <summary>Reads numbered events and keeps account of them: each is received, or counted as dropped, and none comes before an older one.</summary>
internal sealed class FloodReader(string name, RocketRideSubscription subscription) : IAsyncDisposable
{
    /// <summary>Nothing in here takes longer unless an event is neither received nor counted.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(60);

    private readonly IAsyncEnumerator<RocketRideEvent> _events = subscription.ReadAllAsync().GetAsyncEnumerator();
    private int _newest;

    public string Name => name;

    public long Received { get; private set; }

    public long Dropped { get; private set; }

    /// <summary>How many came late, or twice.</summary>
    public long OutOfOrder { get; private set; }

    /// <summary>Reads the next event.</summary>
    public async Task ReadAsync()
    {
        if (!await _events.MoveNextAsync().AsTask().WaitAsync(HangLimit))
            throw new InvalidOperationException($"The subscription of {name} ended.");
        if (_events.Current is EventsDropped dropped)
            Dropped += dropped.Count;
        else
            Note(int.Parse(((MessageEvent)_events.Current).Message, CultureInfo.InvariantCulture));
    }

    /// <summary>Reads until it knows what became of so many events.</summary>
    public async Task ReadUpToAsync(long sent)
    {
        while (Received + Dropped < sent)
            await ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await subscription.DisposeAsync();
        await _events.DisposeAsync();
    }

    private void Note(int number)
    {
        Received++;
        if (number <= _newest)
            OutOfOrder++;
        _newest = number;
    }
}
