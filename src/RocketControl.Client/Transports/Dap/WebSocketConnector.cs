using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Opens WebSockets: no redirects, no cookies, no compression. Makes the upgrade itself instead of leaving it to <see cref="ClientWebSocket"/>, to have the network
/// below the WebSocket in its own hands (<see cref="WebSocketFrameWriter"/>).
/// </summary>
internal static class WebSocketConnector
{
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Shared by all that need nothing special: a connection that became a WebSocket is its owner's, and making this takes longer than connecting.</summary>
    private static readonly HttpMessageInvoker SystemTrust = CreateInvoker(configureTls: null);

    /// <param name="address">The address.</param>
    /// <param name="maxMessageBytes">The largest message that is accepted.</param>
    /// <param name="configureTls">Sets trust and certificates; null for the system's own.</param>
    /// <param name="time">The clock of the channel.</param>
    /// <param name="traffic">Told of the messages.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="WebSocketRefusedException">There is no WebSocket at the address.</exception>
    public static async Task<WebSocketMessageChannel> ConnectAsync(
        Uri address,
        int maxMessageBytes,
        Action<SslClientAuthenticationOptions>? configureTls,
        TimeProvider time,
        Traffic traffic,
        CancellationToken cancellationToken)
    {
        var invoker = configureTls is null ? SystemTrust : CreateInvoker(configureTls);
        HttpResponseMessage? response = null;
        try
        {
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            using var request = UpgradeRequest(address, key);
            response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            RequireUpgrade(response, key);
            var network = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new WebSocketMessageChannel(network, isServer: false, maxMessageBytes, time, invoker == SystemTrust ? null : invoker, traffic);
        }
        catch (Exception exception)
        {
            var status = response?.StatusCode;
            response?.Dispose();
            if (invoker != SystemTrust)
                invoker.Dispose();
            if (exception is WebSocketException or HttpRequestException or IOException)
                throw new WebSocketRefusedException(status, exception);
            throw;
        }
    }

    private static HttpMessageInvoker CreateInvoker(Action<SslClientAuthenticationOptions>? configureTls)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        configureTls?.Invoke(handler.SslOptions);
        return new HttpMessageInvoker(handler);
    }

    private static HttpRequestMessage UpgradeRequest(Uri address, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", key);
        return request;
    }

    private static void RequireUpgrade(HttpResponseMessage response, string key)
    {
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            throw new WebSocketException(WebSocketError.NotAWebSocket, $"the server answered with HTTP {(int)response.StatusCode}");
        Require(response, "Connection", "Upgrade", StringComparison.OrdinalIgnoreCase);
        Require(response, "Upgrade", "websocket", StringComparison.OrdinalIgnoreCase);
        Require(response, "Sec-WebSocket-Accept", AcceptFor(key), StringComparison.Ordinal);
        if (response.Headers.Contains("Sec-WebSocket-Extensions") || response.Headers.Contains("Sec-WebSocket-Protocol"))
            throw new WebSocketException(WebSocketError.HeaderError, "the server agreed to an extension or a protocol that nobody asked for");
    }

    private static void Require(HttpResponseMessage response, string header, string expected, StringComparison comparison)
    {
        if (!response.Headers.TryGetValues(header, out var values) || !values.Any(value => value.Equals(expected, comparison)))
            throw new WebSocketException(WebSocketError.HeaderError, $"the server's header {header} is missing or wrong");
    }

    private static string AcceptFor(string key)
    {
#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; it protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
#pragma warning restore CA5350
    }
}
