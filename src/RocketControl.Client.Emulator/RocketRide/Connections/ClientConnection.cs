using System.Net;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>One client's connection as the commands see it: who it is, and a way to send it events.</summary>
internal sealed class ClientConnection(int id, IPAddress address, DateTimeOffset connectedAt)
{
    private MessageSender? _sender;

    /// <summary>Counts up over the life of the server.</summary>
    public int Id { get; } = id;

    public IPAddress Address { get; } = address;

    public DateTimeOffset ConnectedAt { get; } = connectedAt;

    public DateTimeOffset LastActivity { get; internal set; } = connectedAt;

    public int MessagesIn { get; internal set; }

    public int MessagesOut { get; internal set; }

    /// <summary>Null while the connection is not authenticated, also after <c>deauth</c>.</summary>
    public ClientIdentity? Identity { get; internal set; }

    public string? ClientName { get; internal set; }

    public string? ClientVersion { get; internal set; }

    /// <summary>
    /// Raised once, when the socket is gone and every command of this connection has ended: the server keeps a dropped connection, its monitors
    /// included, until then (RocketRide protocol §1.7).
    /// </summary>
    public event Action<ClientConnection>? Closed;

    /// <summary>
    /// Queues an event behind everything queued before. Never blocks; a no-op once the socket is gone. The body belongs to the connection from here
    /// on. <c>__id</c> is for the caller to set.
    /// </summary>
    public void SendEvent(string name, JsonObject body) => _sender?.SendEvent(name, body);

    internal void Attach(MessageSender sender) => _sender = sender;

    internal void RaiseClosed() => Closed?.Invoke(this);
}
