namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>The connections of one server life, and what happens to them. Handlers of the events must not block or throw.</summary>
internal sealed class ConnectionRegistry
{
    private readonly object _gate = new();
    private readonly Dictionary<int, ClientConnection> _connections = [];

    /// <summary>Raised after each successful <c>auth</c>, before its reply is queued.</summary>
    public event Action<ClientConnection>? Authenticated;

    /// <summary>Raised for each refused <c>auth</c> with the error text and 401 or 400, before its reply is queued.</summary>
    public event Action<ClientConnection, string, int>? AuthenticationFailed;

    /// <summary>Raised once a connection has left <see cref="Snapshot"/>, after <see cref="ClientConnection.Closed"/>.</summary>
    public event Action<ClientConnection>? Removed;

    /// <summary>The connections in the order of their ids, dropped ones included while their commands still run.</summary>
    public IReadOnlyCollection<ClientConnection> Snapshot()
    {
        lock (_gate)
            return [.. _connections.Values.OrderBy(connection => connection.Id)];
    }

    internal void Add(ClientConnection connection)
    {
        lock (_gate)
            _connections.Add(connection.Id, connection);
    }

    internal void Remove(ClientConnection connection)
    {
        lock (_gate)
            _connections.Remove(connection.Id);
        connection.RaiseClosed();
        Removed?.Invoke(connection);
    }

    internal void RaiseAuthenticated(ClientConnection connection) => Authenticated?.Invoke(connection);

    internal void RaiseAuthenticationFailed(ClientConnection connection, string reason, int code) =>
        AuthenticationFailed?.Invoke(connection, reason, code);
}
