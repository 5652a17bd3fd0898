namespace RocketControl.Client;

/// <summary>The server answered with an error that fits no other exception.</summary>
public sealed class RunServerException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunServerException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Server, message, context, innerException)
    {
    }
}
