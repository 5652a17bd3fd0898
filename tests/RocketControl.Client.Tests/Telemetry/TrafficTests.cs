using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using RocketControl.Client.Telemetry;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>How many bytes went to and fro, with no other test's in the figures.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class TrafficTests
{
    private const string SystemTag = "feldera";

    private readonly FigureRecorder _figures = new();

    [TearDown]
    public void TearDown() => _figures.Dispose();

    [Test]
    public async Task The_messages_of_a_WebSocket_count()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptTcpClientAsync();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint).Soon();
        using var tcp = await accepting.Soon();
        using var server = WebSocket.CreateFromStream(tcp.GetStream(), isServer: true, subProtocol: null, TimeSpan.Zero);
        await using var channel = new WebSocketMessageChannel(
            client.GetStream(), isServer: false, 1 << 24, TimeProvider.System, client, new Traffic(RunBackend.Feldera, "socket"));

        var sending = channel.SendAsync(new byte[2_500_000], isBinary: true, moreFollows: false).AsTask();
        var buffer = new byte[4_000_000];
        var received = 0;
        while (received < 2_500_000)
            received += (await server.ReceiveAsync(buffer.AsMemory(received), CancellationToken.None).AsTask().Soon()).Count;
        await sending.Soon();
        await server.SendAsync("Hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Soon();
        await channel.ReceiveAsync().AsTask().Soon();

        Assert.That((Sum(RunControlTelemetry.BytesSent), Sum(RunControlTelemetry.BytesReceived)), Is.EqualTo((2_500_000d, 5d)));
        Assert.That(_figures.Of(RunControlTelemetry.BytesSent, SystemTag)[0].Tags[RunControlTelemetry.TransportTag], Is.EqualTo("socket"));
    }

    [Test]
    public async Task The_bodies_of_HTTP_count()
    {
        var server = new ScriptedHttp().On("POST thing", "12345678");
        using var exchange = Exchange(server);

        await exchange.SendAsync(RunOperation.Call, Post(new ByteArrayContent(new byte[300])), TimeSpan.FromMinutes(1), CancellationToken.None).Soon();

        Assert.That((Sum(RunControlTelemetry.BytesSent), Sum(RunControlTelemetry.BytesReceived)), Is.EqualTo((300d, 8d)));
    }

    [Test]
    public async Task Bodies_that_come_into_being_on_the_way_count()
    {
        var server = new ScriptedHttp().On("POST thing", "12345678");
        using var exchange = Exchange(server);
        var body = new WrittenContent(async (stream, token) =>
        {
            await stream.WriteAsync("one"u8.ToArray(), token);
            await stream.WriteAsync("more"u8.ToArray(), token);
        });

        var reply = await exchange.OpenAsync(RunOperation.Call, Post(body), TimeSpan.FromMinutes(1), idleTimeout: null, CancellationToken.None).Soon();
        await using (reply)
            await reply.Body!.CopyToAsync(Stream.Null).Soon();

        Assert.That((Sum(RunControlTelemetry.BytesSent), Sum(RunControlTelemetry.BytesReceived)), Is.EqualTo((7d, 8d)));
        Assert.That(server.Received[0].Text, Is.EqualTo("onemore"));
    }

    [Test]
    public async Task A_counted_body_is_the_same_body()
    {
        var server = new ScriptedHttp().On("POST thing", "{}");
        using var exchange = Exchange(server);

        await exchange.SendAsync(
            RunOperation.Call, Post(new StringContent("{}", Encoding.UTF8, "application/json")), TimeSpan.FromMinutes(1), CancellationToken.None).Soon();

        Assert.That((server.Received[0].MediaType, server.Received[0].Text), Is.EqualTo(("application/json; charset=utf-8", "{}")));
    }

    private static HttpExchange Exchange(ScriptedHttp server) => new(Watched.Feldera, new Uri("http://localhost/"), server);

    private static HttpRequestMessage Post(HttpContent body) => new(HttpMethod.Post, "thing") { Content = body };

    private double Sum(string instrument) => _figures.Of(instrument, SystemTag).Sum(figure => figure.Value);
}
