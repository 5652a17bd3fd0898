using System.Net;
using System.Security.Authentication;

namespace RocketControl.Client.Transports.Dap;

/// <summary>No WebSocket could be opened; <paramref name="status"/> is the HTTP answer, if there was one.</summary>
internal sealed class WebSocketRefusedException(HttpStatusCode? status, Exception cause)
    : Exception(cause.GetBaseException().Message, cause)
{
    public HttpStatusCode? Status => status;

    /// <summary>True when TLS could not be agreed upon.</summary>
    public bool IsAboutCertificate => InnerException is HttpRequestException { InnerException: AuthenticationException };

    /// <summary>True when there is somebody at the address, whatever it is.</summary>
    public bool WasPeerReached => status is not null
        || InnerException is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
}
