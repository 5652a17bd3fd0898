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

    /// <summary>Ending a run and starting it again under the same id.</summary>
    Restart,

    /// <summary>Finding out which runs there are.</summary>
    List,

    /// <summary>Looking up a run by its project and source.</summary>
    Find,

    /// <summary>Reading pipelines: the one that a run executes, or those that there are.</summary>
    GetPipeline,

    /// <summary>Checking a pipeline without running it.</summary>
    Validate,

    /// <summary>Reading which components the server has.</summary>
    GetServices,

    /// <summary>Reading the server's dashboard.</summary>
    GetDashboard,

    /// <summary>Asking a server what it is, without logging in.</summary>
    Probe,

    /// <summary>Making a call of the user's own design.</summary>
    Call,

    /// <summary>Working with files on the server.</summary>
    Store,

    /// <summary>Working with deployments.</summary>
    Deploy,

    /// <summary>Profiling the server or a run.</summary>
    Profile,

    /// <summary>Managing the account, its organization and teams, and the server's environment.</summary>
    Account,

    /// <summary>Managing subscriptions and credits.</summary>
    Billing,

    /// <summary>Halting a run.</summary>
    Pause,

    /// <summary>Letting a halted run go on.</summary>
    Resume,

    /// <summary>Creating, replacing or changing a pipeline.</summary>
    Define,

    /// <summary>Deleting a pipeline, or what it has stored.</summary>
    Delete,

    /// <summary>Dismissing the error of an earlier run.</summary>
    DismissError,

    /// <summary>Saving the state of a run.</summary>
    Checkpoint,

    /// <summary>Letting a run go on that waits for a decision.</summary>
    Approve,

    /// <summary>Putting several changes into one transaction.</summary>
    Transaction,

    /// <summary>Reading the results of a run.</summary>
    Query,

    /// <summary>Reading what a run or server tells of itself: logs, events, metrics, profiles.</summary>
    Diagnose,

    /// <summary>Controlling a connector of a run.</summary>
    Connector,
}
