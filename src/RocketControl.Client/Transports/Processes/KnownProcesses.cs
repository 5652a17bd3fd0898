using System.Collections.Concurrent;

namespace RocketControl.Client.Transports.Processes;

/// <summary>
/// The processes that this client has seen: a process that has ended looks to the server like one that never was (process protocol §3). Pids are used again, so
/// another process begins a new memory. Those that are over are forgotten when there are too many.
/// </summary>
internal sealed class KnownProcesses
{
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, KnownProcess> _processes = new(StringComparer.Ordinal);

    public KnownProcess GetOrAdd(string pid)
    {
        if (_processes.TryGetValue(pid, out var known))
            return known;
        ForgetIfCrowded();
        return _processes.GetOrAdd(pid, static _ => new KnownProcess());
    }

    /// <summary>Notes what the server shows.</summary>
    /// <returns>The memory of that very process.</returns>
    public KnownProcess Note(ProcessEntry entry)
    {
        var known = GetOrAdd(entry.Pid);
        if (known.IsOver || (known.Identity is { } identity && !identity.MayBe(entry.Identity)))
        {
            known = new KnownProcess();
            _processes[entry.Pid] = known;
        }
        known.NoteSeen(entry.Identity);
        return known;
    }

    private void ForgetIfCrowded()
    {
        if (_processes.Count < Remembered)
            return;
        foreach (var (pid, process) in _processes)
        {
            if (process.IsOver)
                _processes.TryRemove(pid, out _);
        }
    }
}
