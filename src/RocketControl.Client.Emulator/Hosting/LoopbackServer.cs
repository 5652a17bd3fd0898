using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Emulator.Hosting;

/// <summary>A bare Kestrel on 127.0.0.1: no host, no configuration, no logging, one delegate for every request.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _kestrel;

    private LoopbackServer(KestrelServer kestrel) => _kestrel = kestrel;

    public int Port { get; private set; }

    /// <exception cref="IOException">The port is in use or not allowed.</exception>
    public static async Task<LoopbackServer> StartAsync(int port, RequestDelegate handler, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MinRequestBodyDataRate = null; // Slow clients are fine.
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        // Without a write buffer a write ends when the kernel has the bytes, so that a connection can be reset right behind a reply.
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions { MaxWriteBufferSize = 1 }), NullLoggerFactory.Instance);
        var server = new LoopbackServer(new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance));
        try
        {
            await server._kestrel.StartAsync(new Application(handler), cancellationToken).ConfigureAwait(false);
            server.Port = new Uri(server._kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port;
            return server;
        }
        catch (SocketException refused)
        {
            server._kestrel.Dispose();
            throw new IOException($"Cannot listen on 127.0.0.1:{port}: {refused.Message}", refused);
        }
        catch
        {
            server._kestrel.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening and aborts what is still connected after a second.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit, TimeProvider.System);
        await _kestrel.StopAsync(limit.Token).ConfigureAwait(false);
        _kestrel.Dispose();
    }

    private sealed class Application(RequestDelegate handler) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handler(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
