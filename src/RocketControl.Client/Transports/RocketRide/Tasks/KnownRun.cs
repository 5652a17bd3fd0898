namespace RocketControl.Client.Transports.RocketRide;

/// <summary>What this client remembers of one run: what it did to it and what it is doing with it.</summary>
internal sealed class KnownRun
{
    private volatile bool _asked;
    private volatile bool _terminated;
    private volatile bool _over;
    private volatile bool _seen;

    /// <summary>The sends in work, which a graceful termination and a restart wait for.</summary>
    public SendGate Sends { get; } = new();

    /// <summary>Keeps restarts apart; outlives the run, for its successor has the same token.</summary>
    public RestartTurns Restarts { get; private init; } = new();

    /// <summary>
    /// True once this client has asked for the end of the run, unless the server refused. The end may be seen before the server has answered.
    /// </summary>
    public bool TerminationAsked => _asked;

    /// <summary>True once a termination by this client was accepted.</summary>
    public bool TerminatedByUs => _terminated;

    /// <summary>True once the run was seen to be over.</summary>
    public bool IsOver => _over;

    /// <summary>True once the server has shown that the run exists or existed; before that it is only a token that somebody typed.</summary>
    public bool WasSeen => _seen;

    public void NoteSeen() => _seen = true;

    /// <summary>The memory of a new run under the same token.</summary>
    public KnownRun Successor() => new() { Restarts = Restarts };

    public void NoteAsked(bool asked) => _asked = asked;

    public void NoteTerminated() => (_seen, _asked, _terminated) = (true, true, true);

    public void Note(RunStatus status) => (_seen, _over) = (true, status.IsTerminal);
}
