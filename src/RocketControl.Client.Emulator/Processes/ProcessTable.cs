namespace RocketControl.Client.Emulator.Processes;

/// <summary>The server's records, and the one lock that its requests take turns with.</summary>
internal sealed class ProcessTable(ProcessManagerEmulatorOptions options)
{
    private readonly object _gate = new();
    private readonly Dictionary<long, ProcessRecord> _records = [];
    private readonly List<EmulatorProcess> _started = [];

    /// <summary>Held by a request as long as it works on a process; dialect B's terminate holds it for a second.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public IReadOnlyList<EmulatorProcess> Started
    {
        get
        {
            lock (_gate)
                return [.. _started];
        }
    }

    public IReadOnlyList<ProcessRecord> Records
    {
        get
        {
            lock (_gate)
                return [.. _records.Values.OrderBy(record => record.Process.Pid)];
        }
    }

    public void Add(EmulatorProcess process)
    {
        lock (_gate)
        {
            _records[process.Pid] = new ProcessRecord(process);
            _started.Add(process);
        }
    }

    public ProcessRecord? Find(long pid)
    {
        lock (_gate)
            return _records.GetValueOrDefault(pid);
    }

    public void Remove(long pid)
    {
        lock (_gate)
            _records.Remove(pid);
    }

    /// <summary>Dialect B takes ended processes out before it answers; dialect A never looks.</summary>
    public void RemoveEnded()
    {
        if (options.Dialect != ProcessManagerDialect.Extended || options.LeavesStaleRecords)
            return;
        foreach (ProcessRecord record in Records)
        {
            if (record.Process.Exited.IsCompleted)
                Remove(record.Process.Pid);
        }
    }
}
