namespace RocketControl.Client;

/// <summary>The run could not be ended, or not in the way that was asked for, for example because its state could not be saved.</summary>
public sealed class RunTerminationFailedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunTerminationFailedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.TerminationFailed, message, context, innerException)
    {
    }

    /// <summary>The last status seen; null when none was.</summary>
    public RunStatus? LastStatus { get; init; }
}
