using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class WebSocketMessageChannelTests
{
    private const int Limit = 4 * 1024 * 1024;
    private const int Fragment = 1040 * 1024;

    private readonly ManualTimeProvider _time = new();
    private TcpClient _tcp = null!;
    private WebSocket _server = null!;
    private WebSocketMessageChannel _channel = null!;

    [SetUp]
    public async Task SetUp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptTcpClientAsync();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint).Soon();
        _tcp = await accepting.Soon();
        _server = WebSocket.CreateFromStream(_tcp.GetStream(), isServer: true, subProtocol: null, TimeSpan.Zero);
        _channel = new WebSocketMessageChannel(client.GetStream(), isServer: false, Limit, _time, client);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _channel.DisposeAsync();
        _server.Dispose();
        _tcp.Dispose();
    }

    [TestCase(WebSocketMessageType.Text, false)]
    [TestCase(WebSocketMessageType.Binary, true)]
    public async Task A_message_arrives_with_its_type(WebSocketMessageType type, bool isBinary)
    {
        await SendAsync("Hello", type);

        var message = await _channel.ReceiveAsync().Soon();

        Assert.That((Text(message), message.IsBinary, message.Closure), Is.EqualTo(("Hello", isBinary, (ChannelClosure?)null)));
    }

    [Test]
    public async Task Fragments_are_put_together()
    {
        await SendAsync("Hel", endOfMessage: false);
        await SendAsync("", endOfMessage: false);
        await SendAsync("lo ", endOfMessage: false);
        await SendAsync("you");

        Assert.That(Text(await _channel.ReceiveAsync().Soon()), Is.EqualTo("Hello you"));
    }

    [Test]
    public async Task A_message_may_be_empty()
    {
        await SendAsync("");
        await SendAsync("next");

        Assert.That((await _channel.ReceiveAsync().Soon()).Data.IsEmpty);
        Assert.That(Text(await _channel.ReceiveAsync().Soon()), Is.EqualTo("next"));
    }

    [TestCase(16 * 1024)]
    [TestCase((16 * 1024) + 1)]
    [TestCase(1024 * 1024)]
    [TestCase((3 * 1024 * 1024) + 7)]
    [TestCase(Limit)]
    public async Task A_message_of_any_size_up_to_the_limit_is_taken_whole_and_the_next_one_too(int size)
    {
        var data = new byte[size];
        new Random(size).NextBytes(data);
        var sending = _server.SendAsync(data, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

        var large = await _channel.ReceiveAsync().Soon();
        Assert.That(large.Data.Span.SequenceEqual(data));
        await sending.Soon();

        await SendAsync("small");
        Assert.That(Text(await _channel.ReceiveAsync().Soon()), Is.EqualTo("small"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_message_over_the_limit_is_refused(bool inFragments)
    {
        var data = new byte[Limit + 1];
        var sending = SendInPartsAsync(data, inFragments ? 100_000 : data.Length);

        Assert.That((await _channel.ReceiveAsync().AsTask().FailureAsync<MessageTooLargeException>()).Limit, Is.EqualTo(Limit));

        _channel.Abort();
        await ((Task)sending.Soon()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [TestCase(1000, "")]
    [TestCase(1011, "keepalive ping timeout")]
    [TestCase(1012, "")]
    public async Task A_close_is_told_with_its_code_and_reason(int code, string reason)
    {
        await SendAsync("last words");
        await _server.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).Soon();

        Assert.That(Text(await _channel.ReceiveAsync().Soon()), Is.EqualTo("last words"));
        Assert.That((await _channel.ReceiveAsync().Soon()).Closure, Is.EqualTo(new ChannelClosure(code, reason)));
    }

    [Test]
    public async Task A_connection_that_just_ends_was_closed_by_the_peer_without_a_word()
    {
        _tcp.Client.Shutdown(SocketShutdown.Send);

        Assert.That((await _channel.ReceiveAsync().Soon()).Closure, Is.EqualTo(new ChannelClosure(null, null)));
    }

    [Test]
    public async Task A_message_that_is_cut_off_is_none()
    {
        await SendAsync("Hel", endOfMessage: false);
        _tcp.Client.Shutdown(SocketShutdown.Send);

        var message = await _channel.ReceiveAsync().Soon();

        Assert.That((message.Data.IsEmpty, message.Closure), Is.EqualTo((true, new ChannelClosure(null, null))));
    }

    [Test]
    public async Task A_reset_is_a_failure_of_the_network()
    {
        _tcp.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        _tcp.Client.Dispose();

        await _channel.ReceiveAsync().AsTask().FailureAsync<WebSocketException>();
    }

    [Test]
    public async Task Aborting_ends_a_waiting_receive()
    {
        var receiving = _channel.ReceiveAsync().AsTask();

        _channel.Abort();

        await receiving.FailureAsync<Exception>();
    }

    [TestCase(false, WebSocketMessageType.Text)]
    [TestCase(true, WebSocketMessageType.Binary)]
    public async Task A_message_leaves_with_its_type(bool isBinary, WebSocketMessageType type)
    {
        await _channel.SendAsync("Hello"u8.ToArray(), isBinary, moreFollows: false).Soon();

        var buffer = new byte[100];
        var result = await _server.ReceiveAsync(buffer, CancellationToken.None).Soon();
        Assert.That((result.MessageType, result.EndOfMessage, result.Count), Is.EqualTo((type, true, 5)));
    }

    [Test]
    public async Task A_large_message_leaves_in_pieces_that_show_progress()
    {
        var data = new byte[(2 * Fragment) + 5];
        new Random(1).NextBytes(data);
        var sending = _channel.SendAsync(data.ToArray(), isBinary: true, moreFollows: false).AsTask();

        var received = new byte[data.Length];
        var (length, frames, isWhole) = (0, 0, false);
        var boundaries = new List<int>();
        while (!isWhole)
        {
            var result = await _server.ReceiveAsync(received.AsMemory(length), CancellationToken.None).Soon();
            length += result.Count;
            isWhole = result.EndOfMessage;
            frames++;
            boundaries.Add(length);
        }
        await sending.Soon();

        Assert.That(received.AsSpan().SequenceEqual(data));
        Assert.That(boundaries, Does.Contain(Fragment).And.Contain(2 * Fragment));
        Assert.That(frames, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task Closing_tells_the_peer_once()
    {
        await _channel.CloseOutputAsync().Soon();
        await _channel.CloseOutputAsync().Soon();

        var result = await _server.ReceiveAsync(new byte[10], CancellationToken.None).Soon();
        Assert.That((result.MessageType, _server.CloseStatus), Is.EqualTo((WebSocketMessageType.Close, (WebSocketCloseStatus?)WebSocketCloseStatus.NormalClosure)));
    }

    [Test]
    public async Task What_moves_is_noted_with_its_time()
    {
        var start = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        await _channel.SendAsync("x"u8.ToArray(), isBinary: false, moreFollows: false).Soon();
        Assert.That((_channel.LastSent - start, _channel.LastReceived - start), Is.EqualTo((TimeSpan.TicksPerSecond, 0L)));

        _time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync("y");
        await _channel.ReceiveAsync().Soon();

        Assert.That((_channel.LastSent - start, _channel.LastReceived - start), Is.EqualTo((TimeSpan.TicksPerSecond, 2 * TimeSpan.TicksPerSecond)));
    }

    [Test]
    public async Task Each_piece_of_a_large_frame_that_comes_slowly_is_a_sign_of_life()
    {
        var (piece, askedForPiece) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (rest, askedForRest) = (new TaskCompletionSource(), new TaskCompletionSource());
        const int Size = 1024 * 1024;
        const int First = 300 * 1024;
        byte[] header = [0x82, 127, 0, 0, 0, 0, 0, Size >> 16, 0, 0];
        using var network = new ScriptedStream(
            ScriptedStream.Give(header),
            ScriptedStream.Give(First),
            ScriptedStream.After(piece.Task, askedForPiece, new byte[1000]),
            ScriptedStream.After(rest.Task, askedForRest, new byte[Size - First - 1000]));
        await using var channel = new WebSocketMessageChannel(network, isServer: false, Limit, _time);
        var receiving = channel.ReceiveAsync().AsTask();
        await askedForPiece.Task.Soon();
        var before = channel.LastReceived;

        _time.Advance(TimeSpan.FromSeconds(20));
        piece.SetResult();
        await askedForRest.Task.Soon();

        Assert.That(channel.LastReceived - before, Is.EqualTo(20 * TimeSpan.TicksPerSecond));
        rest.SetResult();
        Assert.That((await receiving.Soon()).Data.Length, Is.EqualTo(Size));
    }

    private static string Text(ReceivedMessage message) => Encoding.UTF8.GetString(message.Data.Span);

    private Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text, bool endOfMessage = true) =>
        _server.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage, CancellationToken.None).Soon();

    private async Task SendInPartsAsync(byte[] data, int part)
    {
        for (var sent = 0; sent < data.Length; sent += part)
        {
            var piece = data.AsMemory(sent, Math.Min(part, data.Length - sent));
            await _server.SendAsync(piece, WebSocketMessageType.Binary, sent + piece.Length == data.Length, CancellationToken.None);
        }
    }
}
