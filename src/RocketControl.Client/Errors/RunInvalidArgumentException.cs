namespace RocketControl.Client;

/// <summary>An argument or option is not acceptable; nothing was sent, or the server refused it as malformed.</summary>
public sealed class RunInvalidArgumentException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunInvalidArgumentException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.InvalidArgument, message, context, innerException)
    {
    }
}
