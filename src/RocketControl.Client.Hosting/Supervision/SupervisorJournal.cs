using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Hosting.Diagnostics;

namespace RocketControl.Client.Hosting.Supervision;

/// <summary>Tells everybody what happened: the log, and all who read along, each at their own pace. Knows the last of each run.</summary>
internal sealed class SupervisorJournal(ILogger logger)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, RunSupervisorEvent> _latest = [];
    private readonly List<JournalReader> _readers = [];
    private bool _isComplete;

    /// <summary>The last event of each run.</summary>
    public IReadOnlyList<RunSupervisorEvent> Latest
    {
        get
        {
            lock (_lock)
                return [.. _latest.Values];
        }
    }

    public void Write(RunSupervisorEvent what)
    {
        lock (_lock)
        {
            _latest[what.Name] = what;
            foreach (var reader in _readers)
                reader.Write(what);
        }
        Log(what);
    }

    /// <summary>The run is not declared any more.</summary>
    public void Forget(string name)
    {
        lock (_lock)
            _latest.Remove(name);
    }

    /// <summary>There will be no more events.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            _readers.ForEach(static reader => reader.Complete());
        }
    }

    /// <summary>The last event of each run, then what comes, to the end.</summary>
    public async IAsyncEnumerable<RunSupervisorEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new JournalReader();
        IReadOnlyList<RunSupervisorEvent> before;
        lock (_lock)
        {
            _readers.Add(reader);
            if (_isComplete)
                reader.Complete();
            before = Latest;
        }
        try
        {
            foreach (var what in before)
                yield return what;
            await foreach (var what in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                yield return what;
        }
        finally
        {
            lock (_lock)
                _readers.Remove(reader);
        }
    }

    /// <summary>No run is let down because something could not be logged.</summary>
    private void Log(RunSupervisorEvent what)
    {
        try
        {
            SupervisorLog.Write(logger, what);
        }
        catch (Exception)
        {
            // A logger that throws: there is nobody left to tell but those who read the events.
        }
    }
}
