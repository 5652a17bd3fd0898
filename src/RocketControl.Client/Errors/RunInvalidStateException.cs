namespace RocketControl.Client;

/// <summary>The run is not in a state that allows the operation, for example a start while it stops.</summary>
public sealed class RunInvalidStateException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunInvalidStateException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.InvalidState, message, context, innerException)
    {
    }

    /// <summary>The backend's word for the state that the run is in; null when it does not tell.</summary>
    public string? CurrentState { get; init; }

    /// <summary>The backend's word for the state that the run is to reach; null when it does not tell.</summary>
    public string? DesiredState { get; init; }

    /// <summary>What the backend advises to do; null when it advises nothing.</summary>
    public string? Hint { get; init; }
}
