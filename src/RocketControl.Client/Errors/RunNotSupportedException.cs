namespace RocketControl.Client;

/// <summary>The backend cannot do what was asked. Thrown before any I/O wherever this is known beforehand; the message names what to use instead.</summary>
public sealed class RunNotSupportedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunNotSupportedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Unsupported, message, context, innerException)
    {
    }
}
