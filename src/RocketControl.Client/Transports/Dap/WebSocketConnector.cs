using System.Net;
using System.Net.WebSockets;

namespace RocketControl.Client.Transports.Dap;

/// <summary>Opens WebSockets: no redirects, no cookies, no compression.</summary>
internal static class WebSocketConnector
{
    /// <exception cref="WebSocketRefusedException">There is no WebSocket at the address.</exception>
    public static async Task<WebSocketMessageChannel> ConnectAsync(
        Uri address, int maxMessageBytes, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        try
        {
            await socket.ConnectAsync(address, invoker, cancellationToken).ConfigureAwait(false);
            return new WebSocketMessageChannel(socket, maxMessageBytes, time, invoker);
        }
        catch (Exception exception)
        {
            HttpStatusCode? status = socket.HttpStatusCode == 0 ? null : socket.HttpStatusCode;
            socket.Dispose();
            invoker.Dispose();
            if (exception is WebSocketException or HttpRequestException or IOException)
                throw new WebSocketRefusedException(status, exception);
            throw;
        }
    }
}
