using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class ReadAheadStreamTests
{
    private const int BufferSize = 64 * 1024;

    private readonly RecordingStream _network = new();
    private ReadAheadStream _stream = null!;

    [SetUp]
    public void SetUp() => _stream = new ReadAheadStream(_network, new WebSocketFrameWriter(_network, isServer: true), () => { });

    [TearDown]
    public void TearDown() => _stream.Dispose();

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
}
