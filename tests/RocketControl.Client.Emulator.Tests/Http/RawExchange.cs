using System.Net.Sockets;
using System.Text;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

/// <summary>One connection on which a test writes HTTP by hand.</summary>
internal sealed class RawExchange : IDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };

    private RawExchange()
    {
    }

    public static async Task<RawExchange> ConnectAsync(RocketRideEmulator server)
    {
        var exchange = new RawExchange();
        await exchange._tcp.ConnectAsync("127.0.0.1", server.Endpoint.Port).WaitAsync(RawClient.Deadline);
        return exchange;
    }

    public Task WriteAsync(string text) => _tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(RawClient.Deadline);

    /// <summary>Everything up to the end of the connection, and how it ended.</summary>
    public async Task<(string Text, TcpEnd End)> ReadToEndAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await _tcp.GetStream().ReadAsync(buffer).AsTask().WaitAsync(RawClient.Deadline) is > 0 and var length)
                text.Append(Encoding.UTF8.GetString(buffer, 0, length));
            return (text.ToString(), TcpEnd.Finished);
        }
        catch (IOException)
        {
            return (text.ToString(), TcpEnd.Reset);
        }
    }

    /// <summary>The body of an answer that ends with the connection.</summary>
    public async Task<string> ReadBodyAsync() => (await ReadToEndAsync()).Text.Split("\r\n\r\n", 2)[1];

    public void Dispose() => _tcp.Dispose();
}
