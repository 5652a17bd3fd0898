namespace RocketControl.Client;

/// <summary>The peer sent something that the protocol does not allow: garbage, a reply of the wrong shape, a frame over the limit.</summary>
public sealed class RunProtocolException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunProtocolException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Protocol, message, context, innerException)
    {
    }
}
