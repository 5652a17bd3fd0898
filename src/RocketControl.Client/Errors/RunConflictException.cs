namespace RocketControl.Client;

/// <summary>It contradicts what is there already, for example a name that is taken or a newer version (HTTP 409).</summary>
public sealed class RunConflictException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunConflictException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Conflict, message, context, innerException)
    {
    }
}
