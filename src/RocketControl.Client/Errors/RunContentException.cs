namespace RocketControl.Client;

/// <summary>
/// What was to be sent could not be read: a file is missing, may not be read, vanished or changed while it was sent, or a stream failed. The object was abandoned,
/// so the run has committed nothing of it.
/// </summary>
public sealed class RunContentException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunContentException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Content, message, context, innerException)
    {
    }

    /// <summary>The file; null when the content was none.</summary>
    public string? Path { get; init; }

    /// <summary>How many bytes were read before.</summary>
    public long BytesRead { get; init; }
}
