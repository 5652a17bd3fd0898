namespace RocketControl.Client.Telemetry;

/// <summary>The runs that one client has started and not seen to end. Those whose end nobody looks for would pile up, so beyond a limit they are not counted.</summary>
internal sealed class StartedRuns
{
    private const int Limit = 10_000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _isClosed;

    public void Begin(Run run)
    {
        lock (_ids)
        {
            if (!_isClosed && _ids.Count < Limit && _ids.Add(run.Id))
                Instruments.ActiveRuns.Add(run.Backend, 1);
        }
    }

    public void End(Run run)
    {
        lock (_ids)
        {
            if (_ids.Remove(run.Id))
                Instruments.ActiveRuns.Add(run.Backend, -1);
        }
    }

    /// <summary>The client is gone and sees nothing any more.</summary>
    public void Close(RunBackend system)
    {
        lock (_ids)
        {
            _isClosed = true;
            if (_ids.Count > 0)
                Instruments.ActiveRuns.Add(system, -_ids.Count);
            _ids.Clear();
        }
    }
}
