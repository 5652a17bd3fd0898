namespace RocketControl.Client;

/// <summary>What was addressed is over: the id now belongs to another run, or the token to an earlier incarnation (HTTP 410).</summary>
public sealed class RunGoneException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunGoneException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Gone, message, context, innerException)
    {
    }

    /// <summary>What tells the run that has the id now from the one that was meant; null when it is not known. See <see cref="Run.Instance"/>.</summary>
    public string? CurrentInstance { get; init; }
}
