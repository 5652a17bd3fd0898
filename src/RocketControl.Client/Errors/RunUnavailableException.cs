namespace RocketControl.Client;

/// <summary>The backend, or a proxy in front of it, cannot serve now (HTTP 429, 502, 503, 504 and the like).</summary>
public sealed class RunUnavailableException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunUnavailableException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Unavailable, message, context, innerException)
    {
    }

    /// <summary>Always true.</summary>
    public override bool IsTransient => true;
}
