using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RocketControl.Client.Hosting.Supervision;

/// <summary>One who reads a supervisor's events. When it is too slow it misses the oldest, and the next event tells how many.</summary>
internal sealed class JournalReader
{
    private const int Capacity = 1024;

    private readonly Channel<RunSupervisorEvent> _events;
    private long _missed;

    public JournalReader() => _events = Channel.CreateBounded<RunSupervisorEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ => Interlocked.Increment(ref _missed));

    public void Write(RunSupervisorEvent what) => _events.Writer.TryWrite(what);

    /// <summary>There will be no more.</summary>
    public void Complete() => _events.Writer.TryComplete();

    public async IAsyncEnumerable<RunSupervisorEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var what in _events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var missed = Interlocked.Exchange(ref _missed, 0);
            yield return missed == 0 ? what : what with { Missed = missed };
        }
    }
}
