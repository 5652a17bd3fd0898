using System.Collections.Concurrent;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// The runs that this client has started, attached to or acted upon. Of those that are over only the newest keep their outputs; those that are not streamed are
/// forgotten when there are too many.
/// </summary>
internal sealed class KnownRuns(VectorShiftOptions options)
{
    private const int Remembered = 10_000;
    private const int WithOutputs = 100;

    private readonly ConcurrentDictionary<string, KnownRun> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<KnownRun> _over = new();

    public KnownRun? Find(Run run) => _runs.GetValueOrDefault(run.Id);

    public KnownRun GetOrAdd(Run run)
    {
        if (_runs.TryGetValue(run.Id, out var known))
            return known;
        if (_runs.Count >= Remembered)
        {
            foreach (var (id, old) in _runs)
            {
                if (!old.IsStreamed)
                    _runs.TryRemove(id, out _);
            }
        }
        return _runs.GetOrAdd(run.Id, static (_, state) => new KnownRun(state.run, state.options), (run, options));
    }

    /// <summary>Told when a run's stream has ended.</summary>
    public void NoteEnded(KnownRun run)
    {
        _over.Enqueue(run);
        while (_over.Count > WithOutputs && _over.TryDequeue(out var oldest))
            oldest.Log.Shrink();
    }
}
