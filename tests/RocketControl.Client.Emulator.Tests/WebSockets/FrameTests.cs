using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FrameTests
{
    private const string Probe = """{"type":"request","seq":41,"command":"rrext_public_probe"}""";

    [Test]
    public async Task A_message_may_come_in_fragments_with_a_ping_between()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendFrameAsync(WebSocketOpcode.Text, Bytes(Probe[..20]), final: false);
        await client.SendFrameAsync(WebSocketOpcode.Ping, "now"u8);
        await client.SendFrameAsync(WebSocketOpcode.Continuation, [], final: false);
        await client.SendFrameAsync(WebSocketOpcode.Continuation, Bytes(Probe[20..]));

        ReceivedFrame pong = await client.NextFrameAsync();
        JsonObject reply = await client.NextAsync();
        Assert.Multiple(() =>
        {
            Assert.That((pong.Opcode, pong.Text), Is.EqualTo((WebSocketOpcode.Pong, "now")));
            Assert.That((int?)reply["request_seq"], Is.EqualTo(41));
        });
    }

    [Test]
    public async Task Bytes_may_come_one_by_one()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        foreach (byte one in ClientFrame.Encode(WebSocketOpcode.Text, Bytes(Probe.PadRight(200))))
            await client.SendBytesAsync(new[] { one });

        Assert.That((int?)(await client.NextAsync())["request_seq"], Is.EqualTo(41));
    }

    [TestCase(125)]
    [TestCase(126)]
    [TestCase(65_535)]
    [TestCase(65_536)]
    [TestCase(1_000_003)]
    public async Task Every_length_is_read_and_written(int length)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);
        string sequence = new('é', length / 2);

        await client.SendTextAsync($$"""{"type":"request","seq":"{{sequence}}","command":"rrext_public_probe"}""");

        Assert.That((string?)(await client.NextAsync())["request_seq"], Is.EqualTo(sequence));
    }

    [Test]
    public async Task Two_messages_in_one_packet_are_two_messages()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);
        byte[] frame = ClientFrame.Encode(WebSocketOpcode.Text, Bytes(Probe));

        await client.SendBytesAsync((byte[])[.. frame, .. frame]);

        Assert.That((int?)(await client.NextAsync())["seq"], Is.EqualTo(1));
        Assert.That((int?)(await client.NextAsync())["seq"], Is.EqualTo(2));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
