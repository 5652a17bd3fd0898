using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class CoalescingStreamTests
{
    private const int BufferSize = 64 * 1024;

    private readonly RecordingStream _network = new();
    private CoalescingStream _stream = null!;

    [SetUp]
    public void SetUp() => _stream = new CoalescingStream(_network);

    [TearDown]
    public void TearDown() => _stream.Dispose();

    [Test]
    public async Task A_frame_that_nothing_follows_leaves_at_once()
    {
        await WriteAsync(1, 10, moreFollows: false);

        Assert.That(_network.Writes, Is.EqualTo(new[] { 10 }));
    }

    [Test]
    public async Task Frames_that_are_followed_by_more_leave_together_with_the_last()
    {
        await WriteAsync(1, 10, moreFollows: true);
        await WriteAsync(2, 20, moreFollows: true);
        Assert.That(_network.Writes, Is.Empty);

        await WriteAsync(3, 30, moreFollows: false);

        Assert.That(_network.Writes, Is.EqualTo(new[] { 60 }));
    }

    [Test]
    public async Task What_does_not_fit_any_more_makes_the_rest_leave_first()
    {
        await WriteAsync(1, BufferSize - 1, moreFollows: true);
        await WriteAsync(2, 2, moreFollows: true);
        Assert.That(_network.Writes, Is.EqualTo(new[] { BufferSize - 1 }));

        await WriteAsync(3, BufferSize + 1, moreFollows: true);

        Assert.That(_network.Writes, Is.EqualTo(new[] { BufferSize - 1, 2, BufferSize + 1 }), "what is too large to be held is not");
    }

    [Test]
    public async Task Nothing_is_lost_doubled_or_put_out_of_order([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var expected = new List<byte>();
        for (var i = 0; i < 200; i++)
        {
            var (value, length) = ((byte)i, random.Next(0, i % 10 == 0 ? 2 * BufferSize : 5000));
            expected.AddRange(Enumerable.Repeat(value, length));
            await WriteAsync(value, length, moreFollows: i < 199 && random.Next(4) > 0);
        }

        Assert.That(_network.Written, Is.EqualTo(expected));
    }

    [TestCase(1)]
    [TestCase(1000)]
    [TestCase(BufferSize)]
    [TestCase(3 * BufferSize)]
    public async Task Reads_of_any_size_give_what_came(int portion)
    {
        var sent = new byte[(2 * BufferSize) + 77];
        new Random(1).NextBytes(sent);
        _network.Incoming = new MemoryStream(sent);

        var received = new List<byte>();
        var buffer = new byte[portion];
        while (await _stream.ReadAsync(buffer) is > 0 and var count)
            received.AddRange(buffer[..count]);

        Assert.That(received, Is.EqualTo(sent));
    }

    [Test]
    public async Task Small_reads_ask_the_network_once()
    {
        _network.Incoming = new MemoryStream(new byte[1000]);
        var buffer = new byte[10];

        for (var i = 0; i < 100; i++)
            await _stream.ReadExactlyAsync(buffer);

        Assert.That(_network.Reads, Is.EqualTo(1));
    }

    private ValueTask WriteAsync(byte value, int length, bool moreFollows)
    {
        _stream.MoreFollows = moreFollows;
        return _stream.WriteAsync(Enumerable.Repeat(value, length).ToArray());
    }
}
