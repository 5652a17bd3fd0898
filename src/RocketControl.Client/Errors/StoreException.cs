namespace RocketControl.Client;

/// <summary>
/// The server's file store refused (RocketRide protocol §3.7). <see cref="RunControlException.Kind"/> tells why: <see cref="RunControlErrorKind.NotFound"/> for a
/// missing file, <see cref="RunControlErrorKind.Conflict"/> when something is there already or in use, <see cref="RunControlErrorKind.InvalidArgument"/> for a path that
/// is not allowed, <see cref="RunControlErrorKind.InvalidState"/> for a file that is not open any more, and <see cref="RunControlErrorKind.Server"/> for the rest.
/// </summary>
public sealed class StoreException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public StoreException(RunControlErrorKind kind, string message, RunErrorContext context, Exception? innerException = null)
        : base(kind, message, context, innerException)
    {
    }
}
