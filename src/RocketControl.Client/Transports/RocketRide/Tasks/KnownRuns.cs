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

    /// <summary>Notes that a run is up. One that was over or terminated before is a new run under an old token.</summary>
    public void Begin(string token)
    {
        ForgetIfCrowded();
        _runs
            .AddOrUpdate(token, static _ => new KnownRun(), static (_, known) => known.TerminationAsked || known.IsOver ? known.Successor() : known)
            .NoteSeen();
    }

    /// <summary>Notes that a run is up again after a restart, whatever was known of it before.</summary>
    public void BeginAgain(string token) => _runs.AddOrUpdate(token, static _ => new KnownRun(), static (_, known) => known.Successor()).NoteSeen();

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
