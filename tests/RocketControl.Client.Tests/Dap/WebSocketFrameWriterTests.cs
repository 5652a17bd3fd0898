using System.Net.WebSockets;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class WebSocketFrameWriterTests
{
    private const int BufferSize = 64 * 1024;
    private const int SmallHeader = 2 + 4;
    private const int MiddleHeader = 4 + 4;

    private readonly RecordingStream _network = new();
    private WebSocketFrameWriter _writer = null!;

    [SetUp]
    public void SetUp() => _writer = new WebSocketFrameWriter(_network, isServer: false);

    [TearDown]
    public void TearDown() => _network.Dispose();

    [Test]
    public async Task A_frame_that_nothing_follows_leaves_at_once()
    {
        await WriteAsync(1, 10, moreFollows: false);

        Assert.That(_network.Writes, Is.EqualTo(new[] { SmallHeader + 10 }));
    }

    [Test]
    public async Task Frames_that_are_followed_by_more_leave_together_with_the_last()
    {
        await WriteAsync(1, 10, moreFollows: true);
        await WriteAsync(2, 20, moreFollows: true);
        Assert.That(_network.Writes, Is.Empty);

        await WriteAsync(3, 30, moreFollows: false);

        Assert.That(_network.Writes, Is.EqualTo(new[] { (3 * SmallHeader) + 60 }));
    }

    [Test]
    public async Task What_does_not_fit_any_more_makes_the_rest_leave_first()
    {
        await WriteAsync(1, 40_000, moreFollows: true);
        await WriteAsync(2, 40_000, moreFollows: true);

        Assert.That(_network.Writes, Is.EqualTo(new[] { MiddleHeader + 40_000 }));
    }

    [Test]
    public async Task Of_a_large_frame_the_buffer_leaves_first_and_the_rest_as_a_whole()
    {
        await WriteAsync(1, 5 * BufferSize, moreFollows: false);

        Assert.That(_network.Writes, Has.Count.EqualTo(2));
        Assert.That(_network.Writes[0], Is.LessThanOrEqualTo(BufferSize));
    }

    [Test]
    public async Task What_is_ready_to_leave_does_so_behind_what_was_held_back()
    {
        await WriteAsync(1, 10, moreFollows: true);

        await _writer.WriteReadyAsync(new byte[] { 0x8A, 0x80, 0, 0, 0, 0 });

        Assert.That(_network.Writes, Is.EqualTo(new[] { SmallHeader + 10, 6 }));
    }

    [Test]
    public async Task Each_frame_has_a_key_of_its_own()
    {
        for (var i = 0; i < 300; i++)
            await WriteAsync(0, 4, moreFollows: true);
        await WriteAsync(0, 4, moreFollows: false);

        // The payload is zeros, so that its masked bytes are the key.
        var keys = _network.Written.Chunk(SmallHeader + 4).Select(frame => BitConverter.ToUInt32(frame, SmallHeader)).ToList();
        Assert.That(keys.Distinct().Count(), Is.GreaterThan(290));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_peer_reads_just_what_was_written(bool isServer)
    {
        var writer = new WebSocketFrameWriter(_network, isServer);
        var random = new Random(1);
        var messages = Enumerable.Range(0, 200).Select(number => RandomBytes(random, number)).ToList();
        foreach (var (number, message) in messages.Index())
        {
            var cut = random.Next(message.Length);
            var sent = message.ToArray();
            await writer.WriteAsync(sent.AsMemory(0, cut), WebSocketOpcode.Binary, isFinal: false, moreFollows: true);
            await writer.WriteAsync(sent.AsMemory(cut), WebSocketOpcode.Continuation, isFinal: true, moreFollows: number < messages.Count - 1);
        }

        using var peer = WebSocket.CreateFromStream(new MemoryStream([.. _network.Written]), isServer: !isServer, subProtocol: null, TimeSpan.Zero);
        foreach (var message in messages)
            Assert.That((await ReceiveAsync(peer, message.Length)).AsSpan().SequenceEqual(message));
    }

    private static byte[] RandomBytes(Random random, int number)
    {
        var bytes = new byte[random.Next(number % 10 == 0 ? 3 * BufferSize : 300)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static async Task<byte[]> ReceiveAsync(WebSocket peer, int expected)
    {
        var (message, length) = (new byte[expected + 1], 0);
        while (true)
        {
            var result = await peer.ReceiveAsync(message.AsMemory(length), CancellationToken.None);
            length += result.Count;
            if (result.EndOfMessage)
                return message[..length];
        }
    }

    private ValueTask WriteAsync(byte value, int length, bool moreFollows) =>
        _writer.WriteAsync(Enumerable.Repeat(value, length).ToArray(), WebSocketOpcode.Binary, isFinal: true, moreFollows);
}
