namespace RocketControl.Client;

/// <summary>A run with the same token is alive already, so no second one was started (RocketRide protocol §3.2).</summary>
public sealed class RunAlreadyRunningException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunAlreadyRunningException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.InvalidState, message, context, innerException)
    {
    }
}
