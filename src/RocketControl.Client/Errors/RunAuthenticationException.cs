namespace RocketControl.Client;

/// <summary>The credential is missing, was refused, or was refused again after a reconnect (RocketRide protocol §1.4).</summary>
public sealed class RunAuthenticationException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunAuthenticationException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Authentication, message, context, innerException)
    {
    }
}
