namespace RocketControl.Client;

/// <summary>The run exists but cannot serve yet: it initializes, waits for an approval, or is not deployed.</summary>
public sealed class RunNotReadyException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunNotReadyException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.NotReady, message, context, innerException)
    {
    }

    /// <summary>True when the run is on its way, so that the same call may succeed soon; false when somebody has to start or approve it first.</summary>
    public bool IsComingUp { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient => IsComingUp;
}
