namespace RocketControl.Client;

/// <summary>
/// The deadline passed first. When <see cref="RunControlException.OutcomeUnknown"/> is true the request had left and may still be carried out.
/// </summary>
public sealed class RunTimeoutException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunTimeoutException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Timeout, message, context, innerException)
    {
    }

    /// <summary>The deadline that passed.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The last status seen while waiting; null when none was.</summary>
    public RunStatus? LastStatus { get; init; }

    /// <summary>Always true: the peer may answer in time next time.</summary>
    public override bool IsTransient => true;
}
