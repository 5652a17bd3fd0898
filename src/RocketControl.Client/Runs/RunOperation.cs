namespace RocketControl.Client;

/// <summary>What a client was doing; every <see cref="RunControlException"/> names it.</summary>
public enum RunOperation
{
    /// <summary>Opening a connection and logging in.</summary>
    Connect,

    /// <summary>Starting a run.</summary>
    Use,

    /// <summary>Taking hold of a run that exists already.</summary>
    Attach,

    /// <summary>Feeding data to a run.</summary>
    Send,

    /// <summary>Reading the status of a run.</summary>
    GetStatus,

    /// <summary>Following the events of a run.</summary>
    Watch,

    /// <summary>Waiting until a run has ended.</summary>
    Wait,

    /// <summary>Ending a run.</summary>
    Terminate,

    /// <summary>Checking that the server answers.</summary>
    Ping,
}
