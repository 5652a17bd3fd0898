namespace RocketControl.Client;

/// <summary>A part of the data was refused. All the rest was taken, so do not send the whole again.</summary>
public sealed class RunPartialInputException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunPartialInputException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.PartialInput, message, context, innerException)
    {
    }

    /// <summary>What was refused, as far as the backend lists it; Feldera lists at most 1,000.</summary>
    public IReadOnlyList<RefusedRecord> RefusedRecords { get; init; } = [];

    /// <summary>How many records were refused; at least as many as are listed.</summary>
    public long RefusedCount { get; init; }
}
