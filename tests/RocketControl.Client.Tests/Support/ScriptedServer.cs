using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Support;

/// <summary>A server on loopback that does nothing by itself: a test takes each connection and says what happens on it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Identity = """{"userToken":"KEY","userId":"local","displayName":"RocketRide Developer","defaultTeam":"local","capabilities":["oss"]}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<IAsyncDisposable> _owned = [];

    public ScriptedServer()
    {
        _listener.Start();
        Endpoint = $"http://{_listener.LocalEndpoint}";
    }

    public string Endpoint { get; }

    /// <summary>The next TCP connection, before anything was said.</summary>
    public async Task<ScriptedConnection> AcceptAsync()
    {
        var connection = new ScriptedConnection(await _listener.AcceptTcpClientAsync().Soon());
        _owned.Add(connection);
        return connection;
    }

    /// <summary>Does the same to every connection until the call is over: HTTP clients try again by themselves when a connection is cut before an answer.</summary>
    public async Task WithEachConnectionAsync(Func<ScriptedConnection, Task> action, Task call)
    {
        while (true)
        {
            var accepting = AcceptAsync();
            if (await Task.WhenAny(accepting, call).Soon() == call)
                return;
            await action(await accepting);
        }
    }

    /// <summary>The next connection, made a WebSocket.</summary>
    public async Task<ScriptedPeer> AcceptWebSocketAsync()
    {
        var connection = await AcceptAsync();
        var peer = new ScriptedPeer(new WebSocketMessageChannel(await connection.UpgradeAsync(), isServer: true, 1 << 26, TimeProvider.System));
        _owned.Add(peer);
        return peer;
    }

    /// <summary>The next connection, made a WebSocket whose login was accepted.</summary>
    public async Task<ScriptedPeer> AcceptLoginAsync()
    {
        var peer = await AcceptWebSocketAsync();
        await peer.AnswerNextAsync("auth", Identity);
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var owned in _owned)
            await owned.DisposeAsync();
    }
}
