using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>A socket's bytes as the frames of a server.</summary>
internal sealed class FrameStream(NetworkStream socket) : IAsyncDisposable
{
    private readonly BufferedStream _input = new(socket, 64 * 1024);

    /// <summary>Asks for the upgrade; the response head, with the body of a refusal.</summary>
    public async Task<string> UpgradeAsync(string path, string host, string headers)
    {
        string request = $"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n";
        await socket.WriteAsync(Encoding.ASCII.GetBytes(request));
        var response = new StringBuilder();
        while (!response.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            response.Append((char)await ReadByteAsync());
        return response.ToString();
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await socket.WriteAsync(bytes);

    public async Task<ReceivedFrame> ReadAsync()
    {
        int first = await ReadByteAsync();
        long length = await ReadByteAsync();
        if (length >= 126)
        {
            byte[] extended = await ReadBytesAsync(length == 126 ? 2 : 8);
            length = extended.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(extended) : BinaryPrimitives.ReadInt64BigEndian(extended);
        }
        return new ReceivedFrame((WebSocketOpcode)(first & 0x0F), await ReadBytesAsync(length), (first & 0x40) != 0);
    }

    /// <summary>All bytes up to the end of the connection, and how that came.</summary>
    public async Task<(byte[] Bytes, TcpEnd End)> ReadToEndAsync()
    {
        using var bytes = new MemoryStream();
        try
        {
            await _input.CopyToAsync(bytes);
            return (bytes.ToArray(), TcpEnd.Finished);
        }
        catch (IOException)
        {
            return (bytes.ToArray(), TcpEnd.Reset);
        }
    }

    public ValueTask DisposeAsync() => _input.DisposeAsync();

    private async Task<byte> ReadByteAsync() => (await ReadBytesAsync(1))[0];

    private async Task<byte[]> ReadBytesAsync(long count)
    {
        var bytes = new byte[count];
        await _input.ReadExactlyAsync(bytes);
        return bytes;
    }
}
