namespace RocketControl.Client;

/// <summary>Data could not be fed to the run, or the run failed to process it (RocketRide protocol §3.4). The pipe was abandoned, never closed after
/// an error, so no truncated document was committed.</summary>
public sealed class PipeFailedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public PipeFailedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.RunFailed, message, context, innerException)
    {
    }

    /// <summary>What the run returned for the object although it failed; null when it returned nothing.</summary>
    public SendResult? Result { get; init; }
}
