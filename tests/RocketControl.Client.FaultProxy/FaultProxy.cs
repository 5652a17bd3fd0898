using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RocketControl.Client.Tests.Wire;

/// <summary>
/// Stands between a client and a server on loopback, relays what they say, keeps a record of it, and breaks the line where it is told to. It looks into plain HTTP/1.1
/// and WebSocket frames; anything else, such as TLS, it relays as bytes.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<WireConnection, Task> _connections = new();
    private readonly ConcurrentQueue<WireUnit> _record = new();
    private readonly List<ArmedFault> _faults = [];
    private readonly IPEndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private int _accepted;
    private volatile bool _isAway;

    private FaultProxy(Uri server, bool looksInside)
    {
        _server = new IPEndPoint(IPAddress.Loopback, server.Port);
        LooksInside = looksInside;
        _listener.Start();
        Endpoint = new UriBuilder(server.Scheme, "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port).Uri;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where clients connect to.</summary>
    public Uri Endpoint { get; }

    /// <summary>How many connections have been accepted.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The connections that are open right now.</summary>
    public ICollection<WireConnection> Connections => _connections.Keys;

    /// <summary>What was relayed, or was to be, in order of arrival; only where the proxy looks inside.</summary>
    public IReadOnlyCollection<WireUnit> Record => [.. _record];

    /// <summary>When set, new connections are treated so instead of being relayed.</summary>
    public Action<Socket>? OnAccepted { get; set; }

    /// <summary>When set, asked about each unit that no armed fault is for.</summary>
    public Func<WireUnit, (WirePoint Point, WireFault Fault)?>? Choose { get; set; }

    /// <summary>
    /// Says, of a request's name, whether its answer goes on for ever. Such an answer is relayed as it comes: its head with the first chunk is one unit, then pieces.
    /// </summary>
    public Predicate<string> IsEndless { get; set; } = static _ => false;

    internal bool LooksInside { get; }

    /// <summary>Begins to relay to a server.</summary>
    /// <param name="server">A server on loopback.</param>
    /// <param name="looksInside">False to relay bytes without looking at them.</param>
    public static FaultProxy Start(Uri server, bool looksInside = true) => new(server, looksInside);

    /// <summary>Lets something happen to requests or their replies.</summary>
    /// <param name="name">Which; see <see cref="WireUnit"/>.</param>
    /// <param name="point">How far they get.</param>
    /// <param name="fault">What happens.</param>
    /// <param name="times">How often.</param>
    public ArmedFault Arm(string name, WirePoint point, WireFault fault, int times = 1)
    {
        var armed = new ArmedFault(name, point, fault, times);
        lock (_faults)
            _faults.Add(armed);
        return armed;
    }

    /// <summary>Empties the record.</summary>
    public void ForgetRecord() => _record.Clear();

    /// <summary>Resets every connection, and takes new ones: what clients see of a server that is started anew. The port is kept, or somebody else could have it meanwhile.</summary>
    public void ResetAll()
    {
        foreach (var connection in _connections.Keys)
            connection.Reset();
    }

    /// <summary>Resets every connection, and each new one once a request comes, until <see cref="Return"/>.</summary>
    public void Leave()
    {
        _isAway = true;
        ResetAll();
    }

    /// <summary>Ends what <see cref="Leave"/> began.</summary>
    public void Return() => _isAway = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_faults)
            _faults.ForEach(fault => fault.Release());
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _listener.Dispose();
        _stop.Dispose();
    }

    internal ArmedFault? FindFault(WireUnit unit)
    {
        if (_isAway)
            return new ArmedFault(unit.Name, WirePoint.BeforeSend, WireFault.Reset, times: 0);
        lock (_faults)
        {
            if (_faults.Find(fault => fault.TryTake(unit)) is { } armed)
                return armed;
        }
        return Choose?.Invoke(unit) is { } chosen ? new ArmedFault(unit.Name, chosen.Point, chosen.Fault, times: 0) : null;
    }

    internal void Note(WireUnit unit)
    {
        if (LooksInside)
            _record.Enqueue(unit);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                if (OnAccepted is { } treat)
                {
                    treat(client);
                    continue;
                }
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await server.ConnectAsync(_server, _stop.Token);
                }
                catch (SocketException)
                {
                    client.Dispose();
                    server.Dispose();
                    continue;
                }
                var connection = new WireConnection(this, client, server);
                _connections[connection] = Task.CompletedTask;
                _connections[connection] = ServeAsync(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The proxy was stopped, or listens anew.
        }
    }

    private async Task ServeAsync(WireConnection connection)
    {
        await Task.Yield();
        using (connection)
            await connection.RelayAsync(_stop.Token);
        _connections.TryRemove(connection, out _);
    }
}
