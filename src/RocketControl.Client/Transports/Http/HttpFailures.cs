using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Security.Authentication;

namespace RocketControl.Client.Transports.Http;

/// <summary>
/// The network's failures during one exchange, told apart by the one thing that matters: whether the request may have been carried out.
/// </summary>
/// <param name="backend">The backend.</param>
/// <param name="server">The server, for people.</param>
/// <param name="operation">What the user is doing.</param>
internal sealed class HttpFailures(RunBackend backend, string server, RunOperation operation)
{
    public RunTimeoutException TimedOut(TimeSpan timeout, Exception cause) => new(
        $"{operation} was not answered by {server} within {timeout.TotalSeconds:0.###} s. The request may have been carried out; look at the "
        + "run's status before you repeat it.", Context(outcomeUnknown: true), cause)
    {
        Timeout = timeout,
    };

    /// <summary>A stream that has begun and then says nothing.</summary>
    public RunTimeoutException FellSilent(TimeSpan timeout, Exception cause) => new(
        $"{server} sent nothing for {timeout.TotalSeconds:0.###} s during {operation}.", Context(outcomeUnknown: true), cause)
    {
        Timeout = timeout,
    };

    /// <summary>What an exception of the network means. Those that are none of the network's own are thrown as they are.</summary>
    public RunControlException Of(Exception exception)
    {
        // What was to be sent could not be read; the exception says so better than the network does.
        if (exception is HttpRequestException { InnerException: RunControlException failure })
            ExceptionDispatchInfo.Throw(failure);
        return IsSurelyUnsent(exception)
            ? new RunConnectionFailedException(
                $"No connection to {server}: {exception.GetBaseException().Message.TrimEnd('.')}. " + (exception.InnerException is AuthenticationException
                    ? "Check that the server speaks TLS there. If its certificate is from a CA of your own, trust that in the option ConfigureTls."
                    : "Check that a server runs there and that the address is right."),
                Context(outcomeUnknown: false), exception)
            : new RunConnectionLostException(
                $"The connection to {server} was lost during {operation}: {exception.GetBaseException().Message.TrimEnd('.')}. The request may have been carried "
                + "out; look at the run's status before you repeat it.", Context(outcomeUnknown: true), exception)
            {
                Reason = ConnectionLossReason.TransportFailed,
            };
    }

    /// <param name="cause">What the platform says of it; that it was too late to send means that nothing was.</param>
    public RunConnectionLostException Disposed(Exception cause) => new(
        $"The client was disposed during {operation}.", Context(outcomeUnknown: cause is not ObjectDisposedException), cause)
    {
        Reason = ConnectionLossReason.ClientDisposed,
    };

    public RunProtocolException TooLong(int maxBytes, HttpStatusCode status) => new(
        $"{server} answered with more than {maxBytes:N0} bytes.", Context(outcomeUnknown: true) with { HttpStatus = status });

    public static bool IsOfNetwork(Exception exception) => exception is HttpRequestException or IOException or SocketException;

    /// <remarks>The platform lets a bare <see cref="SocketException"/> out only when a connection is reset while it is being made.</remarks>
    private static bool IsSurelyUnsent(Exception exception) => exception is SocketException or HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };

    private RunErrorContext Context(bool outcomeUnknown) => new(backend, operation) { OutcomeUnknown = outcomeUnknown };
}
