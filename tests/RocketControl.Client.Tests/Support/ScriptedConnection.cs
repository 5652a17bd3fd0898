using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace RocketControl.Client.Tests.Support;

/// <summary>A TCP connection from a client, for a test to answer by hand.</summary>
internal sealed class ScriptedConnection(TcpClient client) : IAsyncDisposable
{
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly NetworkStream _stream = client.GetStream();

    /// <summary>Reads the client's request up to the empty line.</summary>
    public async Task<string> ReadRequestAsync()
    {
        var request = new StringBuilder();
        var next = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _stream.ReadAsync(next).Soon() == 0)
                throw new AssertionException($"The client closed the connection after: {request}");
            request.Append((char)next[0]);
        }
        return request.ToString();
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    public Task WriteAsync(byte[] bytes) => _stream.WriteAsync(bytes).Soon();

    /// <summary>Takes the request for a WebSocket and refuses it.</summary>
    public async Task RefuseAsync(int status)
    {
        await ReadRequestAsync();
        await WriteAsync($"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    /// <summary>Takes the request for a WebSocket and grants it.</summary>
    /// <returns>What the WebSocket goes over.</returns>
    public async Task<Stream> UpgradeAsync()
    {
        await GrantAsync(await ReadRequestAsync());
        return _stream;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The WebSocket handshake is defined with SHA-1.")]
    public Task GrantAsync(string request)
    {
        var key = request.Split("\r\n").Single(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
        return WriteAsync($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }

    /// <summary>Ends the connection in an orderly way, as far as TCP knows.</summary>
    public void Close() => client.Dispose();

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        client.Dispose();
    }
}
