namespace RocketControl.Client.Transports.Feldera;

/// <summary>What an error code of the server means for a client (Feldera protocol §4).</summary>
internal enum FelderaErrorMeaning
{
    /// <summary>Not a code that is known; the HTTP status has to tell.</summary>
    Unknown = 0,
    Authentication,
    Permission,
    NotFound,
    InvalidState,
    InvalidArgument,
    DoesNotCompile,
    Unsupported,
    Conflict,
    RateLimited,

    /// <summary>On its way up.</summary>
    ComingUp,

    /// <summary>Nothing is there that could serve, and nothing will be by waiting.</summary>
    NotReady,

    /// <summary>Transient, and nothing was done.</summary>
    Unavailable,

    /// <summary>Transient, and the pipeline may have got the request.</summary>
    Unreachable,
    Gone,
    PartialInput,
    Server,
}
