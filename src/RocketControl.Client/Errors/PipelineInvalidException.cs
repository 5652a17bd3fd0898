namespace RocketControl.Client;

/// <summary>The pipeline definition cannot be read or was refused: file missing, not JSON, no components, no usable source component
/// (RocketRide protocol §3.2, §9).</summary>
public sealed class PipelineInvalidException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public PipelineInvalidException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.InvalidArgument, message, context, innerException)
    {
    }
}
