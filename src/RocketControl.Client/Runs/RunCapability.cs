namespace RocketControl.Client;

/// <summary>Something that a backend may or may not be able to do (run model §4).</summary>
public enum RunCapability
{
    /// <summary>Starting a run.</summary>
    Use,

    /// <summary>Taking hold of a run that exists already.</summary>
    Attach,

    /// <summary>Feeding data to a run.</summary>
    Send,

    /// <summary>Writing an object step by step.</summary>
    OpenPipe,

    /// <summary>Reading the status of a run.</summary>
    Status,

    /// <summary>Being told of events as they happen.</summary>
    Watch,

    /// <summary>Ending a run after the work at hand.</summary>
    TerminateGraceful,

    /// <summary>Ending a run at once.</summary>
    TerminateForce,

    /// <summary>Ending a run after saving its state.</summary>
    TerminateCheckpoint,

    /// <summary>Ending a run after the work at hand, and at once when that takes too long.</summary>
    TerminateEscalate,

    /// <summary>Ending a run and starting it again, with another pipeline, under the same id.</summary>
    Restart,

    /// <summary>Finding out which runs there are.</summary>
    List,

    /// <summary>Halting a run so that it can go on.</summary>
    Pause,

    /// <summary>Letting a halted run go on.</summary>
    Resume,
}
