using System.Threading.Channels;
using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>
/// A client that listens to a view or table. With backpressure nothing is lost: the emulated pipeline does not slow down, what is not read is kept.
/// Without, a client that falls behind misses chunks, which shows as gaps in the sequence numbers.
/// </summary>
internal sealed class EgressSubscription(Relation relation, bool hasBackpressure)
{
    private const int KeptWithoutBackpressure = 64;

    private readonly Channel<EgressChunk> _chunks =
        hasBackpressure ? Channel.CreateUnbounded<EgressChunk>() : Channel.CreateBounded<EgressChunk>(KeptWithoutBackpressure);

    private long _next;

    public Relation Relation { get; } = relation;

    public ChannelReader<EgressChunk> Chunks => _chunks.Reader;

    public void Send(IReadOnlyList<Change> changes, bool isSnapshot = false) => _chunks.Writer.TryWrite(new EgressChunk(_next++, isSnapshot, changes));

    /// <summary>Makes the chunk that keeps the stream alive; it does not go through the queue. Null when there is something else to send first.</summary>
    public EgressChunk? KeepAlive() => Chunks.Count > 0 ? null : new EgressChunk(_next++, false, []);

    public void End() => _chunks.Writer.TryComplete();
}
