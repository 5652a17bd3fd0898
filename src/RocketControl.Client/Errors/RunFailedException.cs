namespace RocketControl.Client;

/// <summary>The run ended with a failure: it was started and did not succeed.</summary>
public sealed class RunFailedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunFailedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.RunFailed, message, context, innerException)
    {
    }

    /// <summary>The run; null when the backend did not name it.</summary>
    public Run? Run { get; init; }

    /// <summary>The last status seen; null when none was.</summary>
    public RunStatus? LastStatus { get; init; }
}
