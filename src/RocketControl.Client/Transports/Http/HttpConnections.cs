using System.Net.Security;

namespace RocketControl.Client.Transports.Http;

/// <summary>Makes what opens connections: no redirects (the credential must not go elsewhere), no cookies, bounded attempts, connections that are renewed.</summary>
internal static class HttpConnections
{
    /// <param name="connectTimeout">How long a connection may take to be made.</param>
    /// <param name="configureTls">Sets trust and certificates; null for the system's own.</param>
    public static SocketsHttpHandler Create(TimeSpan connectTimeout, Action<SslClientAuthenticationOptions>? configureTls = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        configureTls?.Invoke(handler.SslOptions);
        return handler;
    }
}
