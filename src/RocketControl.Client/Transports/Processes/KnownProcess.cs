namespace RocketControl.Client.Transports.Processes;

/// <summary>What this client remembers of one process: what it saw of it and did to it.</summary>
internal sealed class KnownProcess
{
    private volatile bool _seen;
    private volatile bool _terminated;
    private volatile bool _over;
    private volatile bool _paused;
    private volatile ProcessIdentity? _identity;
    private int _asking;

    /// <summary>True once the server has shown that the process exists or existed; before that it is only a number that somebody typed.</summary>
    public bool WasSeen => _seen;

    /// <summary>True while this client asks for its end, and from then on unless the server refused. The end may be seen before the server has answered.</summary>
    public bool TerminationAsked => _terminated || Volatile.Read(ref _asking) > 0;

    /// <summary>True once it was found to be gone.</summary>
    public bool IsOver => _over;

    /// <summary>True while it is halted by this client.</summary>
    public bool IsPaused => _paused;

    /// <summary>What tells it from others under the same pid; null when not known.</summary>
    public ProcessIdentity? Identity => _identity;

    /// <summary>The mode of the signal that was sent; null when none was.</summary>
    public TerminateMode? SignalledMode { get; private set; }

    public void NoteSignalled(TerminateMode mode) => SignalledMode ??= mode;

    public void NoteSeen(ProcessIdentity? identity = null)
    {
        _seen = true;
        _identity = identity ?? _identity;
    }

    public void BeginAsking() => Interlocked.Increment(ref _asking);

    public void EndAsking() => Interlocked.Decrement(ref _asking);

    /// <summary>Notes that the server carried out what this client asked for, or may have.</summary>
    public void NoteTerminated() => _terminated = true;

    public void NotePaused(bool paused) => (_seen, _paused) = (true, paused);

    public void NoteOver() => (_seen, _over, _paused) = (true, true, false);
}
