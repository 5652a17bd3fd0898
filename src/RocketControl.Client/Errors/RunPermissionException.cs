namespace RocketControl.Client;

/// <summary>The credential is valid but does not allow the operation on this run (RocketRide protocol §3.0).</summary>
public sealed class RunPermissionException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunPermissionException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Permission, message, context, innerException)
    {
    }
}
