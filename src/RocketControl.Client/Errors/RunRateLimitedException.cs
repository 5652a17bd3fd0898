namespace RocketControl.Client;

/// <summary>Too many requests (HTTP 429).</summary>
public sealed class RunRateLimitedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunRateLimitedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.RateLimited, message, context, innerException)
    {
    }

    /// <summary>Always true.</summary>
    public override bool IsTransient => true;
}
