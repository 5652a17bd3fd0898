namespace RocketControl.Client;

/// <summary>The run had ended before it was to be terminated. Thrown only when <see cref="TerminateOptions.TreatAlreadyTerminatedAsSuccess"/> is off.</summary>
public sealed class RunAlreadyTerminatedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunAlreadyTerminatedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.AlreadyTerminated, message, context, innerException)
    {
    }
}
