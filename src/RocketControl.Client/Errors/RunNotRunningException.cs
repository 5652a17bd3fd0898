namespace RocketControl.Client;

/// <summary>The run has ended, is ending, or is being terminated or restarted by this client, and so takes no more data (RocketRide protocol §3.0, §3.4).</summary>
public sealed class RunNotRunningException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunNotRunningException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.InvalidState, message, context, innerException)
    {
    }

    /// <summary>The last status seen, if any.</summary>
    public RunStatus? LastStatus { get; init; }
}
