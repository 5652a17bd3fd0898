namespace RocketControl.Client;

/// <summary>
/// The connection was lost while a call was under way. When <see cref="RunControlException.OutcomeUnknown"/> is true the request had left
/// and may have been carried out.
/// </summary>
public sealed class RunConnectionLostException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunConnectionLostException(string message, RunErrorContext context, Exception? innerException = null)
        : base(RunControlErrorKind.Network, message, context, innerException)
    {
    }

    /// <summary>Why the connection ended.</summary>
    public ConnectionLossReason Reason { get; init; }

    /// <summary>True unless this client was disposed.</summary>
    public override bool IsTransient => Reason != ConnectionLossReason.ClientDisposed;
}
