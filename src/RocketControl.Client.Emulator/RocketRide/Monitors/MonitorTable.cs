using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>Who listens to what. Guarded by the engine's gate.</summary>
internal sealed class MonitorTable
{
    private readonly SortedDictionary<int, (ClientConnection Connection, ConnectionMonitors Monitors)> _connections = [];

    public IEnumerable<(ClientConnection Connection, ConnectionMonitors Monitors)> Connections => _connections.Values;

    /// <summary>The connection's subscriptions, which <paramref name="identity"/> is about to change.</summary>
    public ConnectionMonitors Of(ClientConnection connection, ClientIdentity identity)
    {
        if (!_connections.TryGetValue(connection.Id, out var entry))
            _connections.Add(connection.Id, entry = (connection, new ConnectionMonitors(identity)));
        entry.Monitors.Identity = identity;
        return entry.Monitors;
    }

    public IReadOnlyList<KeyValuePair<MonitorKey, EventType>> MasksOf(ClientConnection connection) =>
        _connections.TryGetValue(connection.Id, out var entry) ? entry.Monitors.Masks : [];

    /// <summary>Who subscribed last on the connection, null when nobody did.</summary>
    public ClientIdentity? IdentityOf(ClientConnection connection) => _connections.GetValueOrDefault(connection.Id).Monitors?.Identity;

    public void Drop(ClientConnection connection) => _connections.Remove(connection.Id);

    /// <summary>Removes a source's keys on every connection, wildcards excepted.</summary>
    public void Purge(string project, string source)
    {
        foreach (var (_, monitors) in _connections.Values)
            monitors.Purge(project, source);
    }
}
