namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>A pipeline's newest events.</summary>
internal sealed class EventHistory
{
    private const int Capacity = 720;

    private readonly LinkedList<MonitorEvent> _events = new();

    public IEnumerable<MonitorEvent> NewestFirst => _events;

    /// <summary>Keeps what the runner found, unless it is nothing new.</summary>
    public void Record(MonitorEvent found)
    {
        if (_events.First is { } last && found.SaysTheSameAs(last.Value))
            return;
        _events.AddFirst(found);
        if (_events.Count > Capacity)
            _events.RemoveLast();
    }
}
