using System.Runtime.CompilerServices;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// What happened to a run as far as this client saw it, for any number of readers, also late ones. Bounded: the oldest events are dropped, and whoever has not read them
/// is told. The writer never waits for a reader.
/// </summary>
/// <param name="maxEvents">How many events are kept.</param>
/// <param name="maxBytes">How much text they may hold; the newest event is kept whatever its size.</param>
internal sealed class RunLog(int maxEvents, long maxBytes)
{
    private readonly object _lock = new();
    private readonly Dictionary<long, (RunEvent Event, int Bytes)> _events = [];
    private TaskCompletionSource? _changed;
    private Func<Exception>? _failure;
    private bool _isComplete;
    private long _dropped;
    private long _bytes;

    /// <param name="next">What happened.</param>
    /// <param name="bytes">How much text it holds, about.</param>
    public void Add(RunEvent next, int bytes = 0)
    {
        lock (_lock)
        {
            if (_isComplete)
                return;
            _events[_dropped + _events.Count] = (next, bytes);
            _bytes += bytes;
            while (_events.Count > maxEvents || (_bytes > maxBytes && _events.Count > 1))
                Drop();
            Signal();
        }
    }

    /// <summary>Nothing comes any more.</summary>
    /// <param name="failure">Why, for each reader; null when the run is over.</param>
    public void Complete(Func<Exception>? failure = null)
    {
        lock (_lock)
        {
            if (_isComplete)
                return;
            (_isComplete, _failure) = (true, failure);
            Signal();
        }
    }

    /// <summary>Forgets all but the newest event, which tells the end.</summary>
    public void Shrink()
    {
        lock (_lock)
        {
            while (_events.Count > 1)
                Drop();
        }
    }

    /// <summary>Reads from the oldest event that is kept, to the last.</summary>
    public async IAsyncEnumerable<RunEvent> ReadAsync(Run run, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var position = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunEvent? next = null;
            var missed = 0L;
            Task? changed = null;
            lock (_lock)
            {
                if (position < _dropped)
                {
                    missed = _dropped - position;
                    position = _dropped;
                }
                else if (position - _dropped < _events.Count)
                {
                    next = _events[position++].Event;
                }
                else if (!_isComplete)
                {
                    changed = (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                }
                else
                {
                    if (_failure is not null)
                        throw _failure();
                    yield break;
                }
            }
            if (missed > 0)
            {
                Instruments.CountDropped(RunBackend.VectorShift, missed);
                yield return new RunEventsDropped(run, time.GetUtcNow(), missed);
            }
            if (next is not null)
                yield return next;
            if (changed is not null)
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Drop()
    {
        if (_events.Remove(_dropped++, out var oldest))
            _bytes -= oldest.Bytes;
    }

    private void Signal()
    {
        _changed?.TrySetResult();
        _changed = null;
    }
}
