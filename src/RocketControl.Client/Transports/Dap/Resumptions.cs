namespace RocketControl.Client.Transports.Dap;

/// <summary>Counts the callers whose wait is over but who have not gone on yet: most of them will ask the next thing at once.</summary>
internal sealed class Resumptions
{
    private int _count;

    public bool Any => Volatile.Read(ref _count) > 0;

    public void Add() => Interlocked.Increment(ref _count);

    public void Remove() => Interlocked.Decrement(ref _count);
}
