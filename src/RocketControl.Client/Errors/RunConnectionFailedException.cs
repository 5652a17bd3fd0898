using System.Net;

namespace RocketControl.Client;

/// <summary>
/// No connection could be made: nobody listens, the name does not resolve, TLS failed, or the upgrade to a WebSocket was refused
/// (see <see cref="RunControlException.HttpStatus"/>). Nothing was sent.
/// </summary>
public sealed class RunConnectionFailedException : RunControlException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public RunConnectionFailedException(string message, RunErrorContext context, Exception? innerException = null)
        : base(KindOf(context), message, context, innerException)
    {
    }

    /// <summary>
    /// True when something is there but gives no WebSocket: it refused, answered otherwise, or fell silent. False when nobody could be reached.
    /// </summary>
    public bool WasPeerReached { get; init; }

    /// <summary>False when the address itself is wrong (404 and the like), true otherwise.</summary>
    public override bool IsTransient =>
        HttpStatus is null or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static RunControlErrorKind KindOf(RunErrorContext context) =>
        context?.HttpStatus is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
            ? RunControlErrorKind.Unavailable
            : RunControlErrorKind.Network;
}
