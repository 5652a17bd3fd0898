using System.Net;
using System.Net.Sockets;

namespace RocketControl.Client.Tests.Support;

/// <summary>
/// A port on which nobody listens, nor will: it is taken, so that no server that starts meanwhile can be given it, but connections to it are refused.
/// </summary>
internal sealed class VacantPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public VacantPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string Endpoint => $"http://{_socket.LocalEndPoint}";

    public void Dispose() => _socket.Dispose();
}
