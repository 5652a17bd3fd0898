namespace RocketControl.Client;

/// <summary>
/// What went wrong, in the same words for every backend (run model §3). New members may be added; treat an unknown one like
/// <see cref="Server"/>.
/// </summary>
public enum RunControlErrorKind
{
    /// <summary>The server answered with an error that fits no other kind.</summary>
    Server = 0,

    /// <summary>The credential is missing, wrong or no longer valid.</summary>
    Authentication,

    /// <summary>The credential is valid but does not allow the operation.</summary>
    Permission,

    /// <summary>The server does not know the run.</summary>
    NotFound,

    /// <summary>The run had ended before it was to be terminated.</summary>
    AlreadyTerminated,

    /// <summary>The run is not in a state that allows the operation.</summary>
    InvalidState,

    /// <summary>An argument, an option or the pipeline definition is not acceptable.</summary>
    InvalidArgument,

    /// <summary>The backend cannot do what was asked.</summary>
    Unsupported,

    /// <summary>The backend is there but cannot serve now.</summary>
    Unavailable,

    /// <summary>The run or the object in work failed.</summary>
    RunFailed,

    /// <summary>The deadline passed before the answer came.</summary>
    Timeout,

    /// <summary>The connection could not be made or was lost.</summary>
    Network,

    /// <summary>The peer sent something that the protocol does not allow.</summary>
    Protocol,

    /// <summary>What was to be sent could not be read.</summary>
    Content,

    /// <summary>It contradicts what is there already: a name that is taken, a file in use.</summary>
    Conflict,

    /// <summary>Too many requests; <see cref="RunControlException.RetryAfter"/> may tell when the next one is welcome.</summary>
    RateLimited,

    /// <summary>The run exists but cannot serve yet.</summary>
    NotReady,

    /// <summary>What was addressed is over and another run has its name.</summary>
    Gone,

    /// <summary>The run could not be ended, or not in the way that was asked for.</summary>
    TerminationFailed,

    /// <summary>A part of the data was refused; the rest was taken.</summary>
    PartialInput,
}
