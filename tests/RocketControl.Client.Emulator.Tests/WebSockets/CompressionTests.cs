using System.Text;
using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class CompressionTests
{
    private const int CompressedBit = 4;
    private const string Offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

    [Test]
    public async Task An_offer_is_accepted_without_context_takeover()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server, headers: Offer);

        Assert.That(client.UpgradeResponse, Does.Contain(
            "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n"));
    }

    [TestCase("x-webkit-deflate-frame")]
    [TestCase("permessage-deflate; server_max_window_bits=10")]
    public async Task Other_offers_are_declined(string offer)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server, headers: $"Sec-WebSocket-Extensions: {offer}\r\n");

        Assert.That(client.UpgradeResponse, Does.Not.Contain("Sec-WebSocket-Extensions"));
    }

    [Test]
    public async Task Compressed_messages_go_both_ways()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server, headers: Offer);

        for (int round = 1; round <= 3; round++)
        {
            byte[] request = MessageCompression.Deflate(Encoding.UTF8.GetBytes($$"""{"type":"request","seq":{{round}},"command":"rrext_public_probe"}"""));
            await client.SendFrameAsync(WebSocketOpcode.Text, request, reservedBits: CompressedBit);
            ReceivedFrame reply = await client.NextFrameAsync();
            string text = Encoding.UTF8.GetString(MessageCompression.Inflate(reply.Payload, 100_000).Span);

            Assert.That(reply.Compressed, Is.True);
            Assert.That(text, Does.Contain($"\"request_seq\":{round},"));
        }
    }

    [Test]
    public async Task A_plain_message_is_fine_where_compression_was_agreed()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server, headers: Offer);

        await client.SendTextAsync("""{"type":"request","seq":1,"command":"rrext_public_probe"}""");

        Assert.That((await client.NextFrameAsync()).Opcode, Is.EqualTo(WebSocketOpcode.Text));
    }

    [Test]
    public async Task A_small_message_that_inflates_beyond_the_limit_is_too_big()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { MaxMessageBytes = 1024 * 1024 });
        await using RawClient client = await RawClient.ConnectAsync(server, headers: Offer);

        await client.SendFrameAsync(WebSocketOpcode.Text, MessageCompression.Deflate(new byte[50_000_000]), reservedBits: CompressedBit);

        Assert.That((await client.CloseFrameAsync()).CloseCode, Is.EqualTo(1009));
    }

    [Test]
    public async Task A_broken_compressed_message_is_a_violation()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server, headers: Offer);

        await client.SendFrameAsync(WebSocketOpcode.Text, [0xFF, 0xFF, 0xFF, 0xFF], reservedBits: CompressedBit);

        Assert.That((await client.CloseFrameAsync()).CloseCode, Is.EqualTo(1002));
    }
}
