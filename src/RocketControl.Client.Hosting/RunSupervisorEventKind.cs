namespace RocketControl.Client.Hosting;

/// <summary>What a supervisor decided or saw. More may be added.</summary>
public enum RunSupervisorEventKind
{
    /// <summary>The run was declared and waits for its turn, or for the host, to be started.</summary>
    Declared = 0,

    /// <summary>The run is being started.</summary>
    Starting,

    /// <summary>The run is up. It may have been up before: not every server tells.</summary>
    Started,

    /// <summary>The run was up already, from before or because of a start whose answer was lost, and is now watched.</summary>
    TakenOver,

    /// <summary>The run could not be started, or ended, and will be started again after <see cref="RunSupervisorEvent.Delay"/>.</summary>
    RestartScheduled,

    /// <summary>The server cannot be reached. The run may be well; it is looked for again after <see cref="RunSupervisorEvent.Delay"/>, not started again.</summary>
    Unreachable,

    /// <summary>The server can be reached again, and the run is there.</summary>
    Reached,

    /// <summary>The run has ended; <see cref="RunSupervisorEvent.Status"/> tells how, unless the server has forgotten it.</summary>
    Ended,

    /// <summary>The run ended by itself, with success, and is not to be started again.</summary>
    Completed,

    /// <summary>The run is not started again: it was refused for good, has failed too often, or nobody can tell whether it runs.</summary>
    GaveUp,

    /// <summary>The run is being ended, because it was removed or the host stops.</summary>
    Terminating,

    /// <summary>The run was seen to be over after it had been terminated.</summary>
    Terminated,

    /// <summary>The run could not be ended. With a <see cref="RunSupervisorEvent.Delay"/> it is tried again.</summary>
    TerminationFailed,

    /// <summary>The supervisor lets go of the run, which goes on if it was up: the host stops.</summary>
    Released,
}
