namespace RocketControl.Client;

/// <summary>What a termination achieved.</summary>
public enum TerminateOutcome
{
    /// <summary>The backend accepted it; whether the run is down was not checked.</summary>
    Accepted,

    /// <summary>The run was seen to be over.</summary>
    Completed,

    /// <summary>The run had ended before.</summary>
    AlreadyTerminated,
}
