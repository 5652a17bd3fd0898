using System.Net.Sockets;

namespace RocketControl.Client.Tests.Wire;

/// <summary>One connection through the proxy: a socket to each side, and what flows between them.</summary>
public sealed class WireConnection : IDisposable
{
    private readonly FaultProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly WireReader _fromClient;
    private readonly WireReader _fromServer;
    private readonly WireNames _names = new();
    private readonly SemaphoreSlim _toClient = new(1);
    private readonly SemaphoreSlim _toServer = new(1);
    private readonly TaskCompletionSource _switched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _clientGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStalled;

    internal WireConnection(FaultProxy proxy, Socket client, Socket server)
    {
        (_proxy, _client, _server) = (proxy, client, server);
        client.NoDelay = true;
        server.NoDelay = true;
        _fromClient = new WireReader(client, isRequests: true, proxy.LooksInside, static () => false);
        _fromServer = new WireReader(server, isRequests: false, proxy.LooksInside, () => _names.Awaited is { } name && proxy.IsEndless(name));
    }

    /// <summary>Completes when the client has left, or was made to.</summary>
    public Task ClientGone => _clientGone.Task;

    internal FaultProxy Proxy => _proxy;

    /// <summary>Resets both sides.</summary>
    public void Reset()
    {
        MakeResetOnClose(_client);
        MakeResetOnClose(_server);
        Close();
    }

    /// <summary>Ends both sides in an orderly way, once what was written has left.</summary>
    public void Finish()
    {
        Shutdown(_client);
        Shutdown(_server);
        Stall();
    }

    /// <summary>Ends the client's side; what the client sends is still relayed.</summary>
    public void HalfClose() => Shutdown(_client);

    /// <summary>From now on nothing is relayed.</summary>
    public void Stall() => _isStalled = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _toClient.Dispose();
        _toServer.Dispose();
    }

    /// <summary>The client has got half of an answer; of one that goes on for ever, the head and half of the first chunk.</summary>
    internal int HalfOf(WireUnit unit)
    {
        var head = _proxy.IsEndless(unit.Name) ? HttpMessages.HeadLength(unit.Bytes.Span) : 0;
        return head + ((unit.Bytes.Length - head) / 2);
    }

    internal async Task RelayAsync(CancellationToken cancellationToken)
    {
        using var closing = cancellationToken.Register(Close);
        await Task.WhenAll(PumpAsync(toServer: true), PumpAsync(toServer: false));
    }

    internal async Task WriteAsync(bool toServer, ReadOnlyMemory<byte> bytes)
    {
        var turn = toServer ? _toServer : _toClient;
        await turn.WaitAsync();
        try
        {
            var socket = toServer ? _server : _client;
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes)..];
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task PumpAsync(bool toServer)
    {
        var reader = toServer ? _fromClient : _fromServer;
        try
        {
            while (await reader.ReadAsync(CancellationToken.None) is { } bytes)
            {
                if (_isStalled)
                    continue;
                var unit = _proxy.LooksInside
                    ? _names.Describe(bytes, toServer, reader.IsWebSocket)
                    : new WireUnit("bytes", toServer, IsFrame: false, bytes);
                Switch(unit);
                _proxy.Note(unit);
                if (_proxy.FindFault(unit) is { } fault)
                    await fault.HappenAsync(this, unit);
                else
                    await WriteAsync(toServer, bytes);
                if (unit is { Name: "upgrade", IsToServer: true })
                    await _switched.Task;
            }
            if (toServer)
                _clientGone.TrySetResult();
            Shutdown(toServer ? _server : _client);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One side was reset, so the other is.
            Reset();
        }
        finally
        {
            _switched.TrySetResult();
            if (toServer)
                _clientGone.TrySetResult();
        }
    }

    /// <summary>Behind the answer to an upgrade come frames, in both directions.</summary>
    private void Switch(WireUnit unit)
    {
        if (unit is not { Name: "upgrade", IsToServer: false })
            return;
        _fromClient.IsWebSocket = _fromServer.IsWebSocket = HttpMessages.IsSwitching(unit.Bytes.Span);
        _switched.TrySetResult();
    }

    private void Close()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private static void MakeResetOnClose(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }
    }

    private static void Shutdown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }
    }
}
