using System.Collections.Concurrent;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// The runs that this client has started or seen. Tokens are used again (the same pipeline always gets the same one), so a new start begins a new memory.
/// Runs that are over are forgotten when there are too many.
/// </summary>
internal sealed class KnownRuns
{
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, KnownRun> _runs = new(StringComparer.Ordinal);

    public KnownRun? Find(string token) => _runs.GetValueOrDefault(token);

    public KnownRun GetOrAdd(string token)
    {
        if (_runs.TryGetValue(token, out var known))
            return known;
        ForgetIfCrowded();
        return _runs.GetOrAdd(token, static _ => new KnownRun());
    }

    /// <summary>Begins the memory of a run that has just come up.</summary>
    public void Begin(string token)
    {
        ForgetIfCrowded();
        var run = new KnownRun();
        run.NoteStarted();
        _runs[token] = run;
    }

    private void ForgetIfCrowded()
    {
        if (_runs.Count < Remembered)
            return;
        foreach (var (token, run) in _runs)
        {
            if (run.IsOver)
                _runs.TryRemove(token, out _);
        }
    }
}
