
namespace RocketControl.Client.Emulator.Faults;

/// <summary>The faults of one kind. Whether a fault strikes is decided here, once and for good, when its subject turns up.</summary>
internal sealed class FaultBook<TSubject, TAction>
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];

    public void Add(FaultTarget<TSubject> target, TAction action, InjectedFault handle)
    {
        lock (_gate)
            _entries.Add(new Entry(target, action, handle));
    }

    /// <summary>Takes every fault back.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (Entry entry in _entries)
                entry.Handle.Dispose();
            _entries.Clear();
        }
    }

    /// <summary>The oldest fault that strikes this subject, if any. Index counts its hits from 0.</summary>
    public (TAction Action, int Index)? Strike(TSubject subject)
    {
        lock (_gate)
        {
            _entries.RemoveAll(entry => entry.Handle.IsRemoved || entry.IsUsedUp);
            foreach (Entry entry in _entries)
            {
                if (entry.Strikes(subject))
                    return (entry.Action, entry.Handle.Hit());
            }
            return null;
        }
    }

    private sealed class Entry(FaultTarget<TSubject> target, TAction action, InjectedFault handle)
    {
        private int _seen;

        public TAction Action => action;

        public InjectedFault Handle => handle;

        public bool IsUsedUp => target.Times is { } times && _seen >= target.Skip + times;

        public bool Strikes(TSubject subject) => target.Matches(subject) && _seen++ >= target.Skip;
    }
}
