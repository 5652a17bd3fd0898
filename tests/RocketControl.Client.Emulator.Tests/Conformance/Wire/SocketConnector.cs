using System.Net.Sockets;
using System.Text;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>Opens real sockets to a server on this machine.</summary>
internal sealed class SocketConnector(Uri endpoint) : IWireConnector
{
    /// <summary>No exchange on the loopback takes this long; it only turns a hang into a failure.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<(IWireConnection? Connection, int Status)> ConnectAsync(string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(endpoint.Host, endpoint.Port, patience.Token);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(Request(path), patience.Token);
            int status = await ReadStatusAsync(stream, patience.Token);
            if (status == 101)
                return (new SocketConnection(client), status);

            client.Dispose();
            return (null, status);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private byte[] Request(string path) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");

    private static async Task<int> ReadStatusAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
                throw new EndOfStreamException("The server closed before it answered the upgrade request.");
            head.Append((char)one[0]);
        }

        return int.Parse(head.ToString().Split(' ')[1]);
    }
}
