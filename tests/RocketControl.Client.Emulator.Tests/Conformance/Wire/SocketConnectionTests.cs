using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

[TestFixture]
internal sealed class SocketConnectionTests
{
    private TcpListener _listener = null!;

    [SetUp]
    public void SetUp()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
    }

    [TearDown]
    public void TearDown() => _listener.Dispose();

    [Test]
    public async Task A_message_is_cut_into_fragments()
    {
        (IWireConnection client, WebSocket server) = await ConnectAsync();

        await client.SendAsync(binary: false, "fragment"u8.ToArray(), fragments: 3);

        foreach (string part in new[] { "fra", "gme", "nt" })
            Assert.That(await ReceiveAsync(server), Is.EqualTo(part));
        await DisposeAsync(client, server);
    }

    [Test]
    public async Task Everything_that_was_sent_before_has_arrived_at_the_fence()
    {
        (IWireConnection client, WebSocket server) = await ConnectAsync();
        for (int number = 0; number < 100; number++)
            await server.SendAsync(Encoding.UTF8.GetBytes($"{number}"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        Task<string> reading = ReceiveAsync(server);
        await client.FenceAsync();

        Assert.That(client.TakeReceived(), Has.Count.EqualTo(100));
        await DisposeAsync(client, server);
        Assert.That(async () => await reading, Throws.InstanceOf<WebSocketException>());
    }

    [Test]
    public async Task The_servers_close_is_seen_with_code_and_reason_and_answered()
    {
        (IWireConnection client, WebSocket server) = await ConnectAsync();

        await server.CloseAsync(WebSocketCloseStatus.MessageTooBig, "big", CancellationToken.None);
        await client.CloseAsync(1000, "");

        Assert.That(client.Closed, Is.EqualTo(new ReceivedClose(1009, "big")));
        await DisposeAsync(client, server);
    }

    [Test]
    public async Task A_cut_is_no_close()
    {
        (IWireConnection client, WebSocket server) = await ConnectAsync();

        client.Cut();

        Assert.That(async () => await ReceiveAsync(server), Throws.InstanceOf<WebSocketException>());
        Assert.That(client.Closed, Is.EqualTo(ReceivedClose.Cut));
        await DisposeAsync(client, server);
    }

    [Test]
    public async Task A_refusal_tells_its_status()
    {
        Task<Socket> accepting = _listener.AcceptSocketAsync();
        Task<(IWireConnection? Connection, int Status)> connecting = Connector().ConnectAsync("/nowhere");
        using Socket socket = await accepting;
        await socket.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

        Assert.That(await connecting, Is.EqualTo(((IWireConnection?)null, 403)));
    }

    private SocketConnector Connector() => new(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));

    private async Task<(IWireConnection Client, WebSocket Server)> ConnectAsync()
    {
        Task<Socket> accepting = _listener.AcceptSocketAsync();
        Task<(IWireConnection? Connection, int Status)> connecting = Connector().ConnectAsync("/task/service");
        var stream = new NetworkStream(await accepting, ownsSocket: true);
        string request = await ReadHeadAsync(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept(request)}\r\n\r\n"));
        return ((await connecting).Connection!, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true }));
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }

    private static string Accept(string request)
    {
        string key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }

    private static async Task<string> ReceiveAsync(WebSocket server)
    {
        using var patience = new CancellationTokenSource(SocketConnector.Patience);
        var buffer = new byte[4];
        WebSocketReceiveResult result = await server.ReceiveAsync(new ArraySegment<byte>(buffer), patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private static async Task DisposeAsync(IWireConnection client, WebSocket server)
    {
        await client.DisposeAsync();
        server.Dispose();
    }
}
