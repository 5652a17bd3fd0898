namespace RocketControl.Client;

/// <summary>The server does not know the run: it never existed, its start failed, it was cleaned up after its end, or the server was restarted
/// (RocketRide protocol §3.0).</summary>
public sealed class RunNotFoundException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunNotFoundException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.NotFound, message, context, innerException)
    {
    }
}
