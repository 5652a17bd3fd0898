using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace RocketControl.Client.Tests.Wire;

/// <summary>Puts TLS before a server that speaks none: takes connections on loopback, makes the handshake, and relays what was inside.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly SslServerAuthenticationOptions _tls;
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private int _relayed;

    private TlsFront(Uri server, SslServerAuthenticationOptions tls)
    {
        (_tls, _server) = (tls, new IPEndPoint(IPAddress.Loopback, server.Port));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections got through the handshake with something to say.</summary>
    public int Relayed => Volatile.Read(ref _relayed);

    /// <summary>Begins to listen.</summary>
    /// <param name="server">A server on loopback.</param>
    /// <param name="tls">The certificate, and what is asked of the client.</param>
    public static TlsFront Start(Uri server, SslServerAuthenticationOptions tls) => new(server, tls);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_serving);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var accepted = client;
        using var server = new TcpClient();
        await using var outside = new SslStream(client.GetStream());
        try
        {
            await outside.AuthenticateAsServerAsync(_tls, _stop.Token);
            await server.ConnectAsync(_server, _stop.Token);
            await using var inside = server.GetStream();
            var first = new byte[16 * 1024];
            var length = await outside.ReadAsync(first, _stop.Token);
            if (length > 0)
                Interlocked.Increment(ref _relayed);
            await inside.WriteAsync(first.AsMemory(0, length), _stop.Token);
            await Task.WhenAny(outside.CopyToAsync(inside, _stop.Token), inside.CopyToAsync(outside, _stop.Token));
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or SocketException or OperationCanceledException)
        {
            // The client does not like the certificate, or either side has gone.
        }
    }
}
