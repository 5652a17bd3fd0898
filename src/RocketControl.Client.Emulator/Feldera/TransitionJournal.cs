namespace RocketControl.Client.Emulator.Feldera;

/// <summary>Remembers the transitions of all pipelines.</summary>
internal sealed class TransitionJournal(ServerClock clock)
{
    private const int Capacity = 100_000;

    private readonly object _gate = new();
    private readonly Queue<FelderaTransition> _transitions = new();

    public void Add(string pipeline, FelderaTransitionLevel level, string? from, string? to, string cause)
    {
        lock (_gate)
        {
            _transitions.Enqueue(new FelderaTransition(pipeline, level, from, to, cause, clock.Now));
            if (_transitions.Count > Capacity)
                _transitions.Dequeue();
        }
    }

    public IReadOnlyList<FelderaTransition> Snapshot()
    {
        lock (_gate)
            return [.. _transitions];
    }
}
