namespace RocketControl.Client;

/// <summary>
/// The run was accepted but did not come up. After a start the server has forgotten it, so the text is all there is; after a restart its status tells more
/// (RocketRide protocol §3.2).
/// </summary>
public sealed class RunStartFailedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunStartFailedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.RunFailed, message, context, innerException)
    {
    }
}
