namespace RocketControl.Client;

/// <summary>The state of a run, in the same words for every backend (run model §2). The backend's own word stays in <see cref="RunStatus.RawState"/>.</summary>
public enum RunState
{
    /// <summary>The backend's word is not understood; look at <see cref="RunStatus.RawState"/>. Not an end state.</summary>
    Unknown = 0,

    /// <summary>Accepted, not executing yet.</summary>
    Pending,

    /// <summary>Coming up.</summary>
    Starting,

    /// <summary>Waits for somebody's decision.</summary>
    AwaitingInput,

    /// <summary>Executing and, where the backend takes data, ready for it.</summary>
    Running,

    /// <summary>Halted, can go on.</summary>
    Paused,

    /// <summary>Going down.</summary>
    Stopping,

    /// <summary>Ended by itself, with success.</summary>
    Completed,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Ended because this client asked for it.</summary>
    Cancelled,

    /// <summary>Ended; by whom or why cannot be told.</summary>
    Stopped,
}
