using System.Net;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>
/// The client that a handler connects to its own server with the caller's credential (RocketRide protocol §7.2): a connection without a socket, which
/// the dashboard shows like any other until the request is over.
/// </summary>
internal sealed class PrivateClient : IDisposable
{
    private readonly ServerLife _server;
    private readonly ClientConnection _connection;

    private PrivateClient(ServerLife server, ClientConnection connection)
    {
        _server = server;
        _connection = connection;
    }

    public static PrivateClient Connect(ServerLife server, ClientIdentity identity, IPAddress? address)
    {
        ClientConnection connection = server.CreateConnection(address ?? IPAddress.Loopback);
        connection.Identity = identity;
        connection.ClientName = "Python SDK";
        connection.ClientVersion = "1.1.0";
        server.Connections.Add(connection);
        server.Connections.RaiseAuthenticated(connection);
        return new PrivateClient(server, connection);
    }

    /// <exception cref="CommandException">The command failed.</exception>
    public async Task<JsonObject?> CallAsync(string command, JsonObject arguments, ReadOnlyMemory<byte>? data = null)
    {
        var request = new CommandRequest
        {
            Connection = _connection,
            Command = command,
            Arguments = arguments,
            HasArguments = true,
            Data = data,
        };
        CommandReply reply = await _server.Commands.Find(command)(request, _server.Stopping).ConfigureAwait(false);
        return reply.Body;
    }

    public void Dispose() => _server.Connections.Remove(_connection);
}
