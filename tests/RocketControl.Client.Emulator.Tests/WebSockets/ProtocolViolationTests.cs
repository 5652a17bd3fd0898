using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ProtocolViolationTests
{
    private static IEnumerable<TestCaseData> Violations()
    {
        yield return Case("not_masked", 1002, ClientFrame.Encode(WebSocketOpcode.Text, "{}"u8, masked: false));
        yield return Case("reserved_bit_1_without_compression", 1002, ClientFrame.Encode(WebSocketOpcode.Text, "{}"u8, reservedBits: 4));
        yield return Case("reserved_bit_2", 1002, ClientFrame.Encode(WebSocketOpcode.Text, "{}"u8, reservedBits: 2));
        yield return Case("reserved_bit_3", 1002, ClientFrame.Encode(WebSocketOpcode.Text, "{}"u8, reservedBits: 1));
        yield return Case("unknown_opcode", 1002, ClientFrame.Encode((WebSocketOpcode)3, "{}"u8));
        yield return Case("unknown_control_opcode", 1002, ClientFrame.Encode((WebSocketOpcode)11, "{}"u8));
        yield return Case("fragmented_ping", 1002, ClientFrame.Encode(WebSocketOpcode.Ping, "x"u8, final: false));
        yield return Case("long_ping", 1002, ClientFrame.Encode(WebSocketOpcode.Ping, new byte[126]));
        yield return Case("continuation_of_nothing", 1002, ClientFrame.Encode(WebSocketOpcode.Continuation, "x"u8));
        yield return Case("new_message_inside_another", 1002,
            [.. ClientFrame.Encode(WebSocketOpcode.Text, "{"u8, final: false), .. ClientFrame.Encode(WebSocketOpcode.Text, "}"u8)]);
        yield return Case("negative_length", 1002, ClientFrame.Header(WebSocketOpcode.Text, long.MinValue | 1 << 20));
        yield return Case("close_code_of_one_byte", 1002, ClientFrame.Encode(WebSocketOpcode.Close, [3]));
        yield return Case("close_code_1006", 1002, ClientFrame.Encode(WebSocketOpcode.Close, [0x03, 0xEE]));
        yield return Case("close_reason_not_utf8", 1007, ClientFrame.Encode(WebSocketOpcode.Close, [0x03, 0xE8, 0xFF]));
        yield return Case("text_not_utf8", 1007, ClientFrame.Encode(WebSocketOpcode.Text, [(byte)'{', 0xC3, 0x28, (byte)'}']));
        yield return Case("too_big_by_one", 1009, ClientFrame.Header(WebSocketOpcode.Binary, 1025));
        yield return Case("far_too_big", 1009, ClientFrame.Header(WebSocketOpcode.Binary, long.MaxValue));
        yield return Case("too_big_in_fragments", 1009,
            [.. ClientFrame.Encode(WebSocketOpcode.Binary, new byte[1000], final: false), .. ClientFrame.Header(WebSocketOpcode.Continuation, 25)]);
    }

    [TestCaseSource(nameof(Violations))]
    public async Task A_violation_closes_the_connection(int code, byte[] bytes)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { MaxMessageBytes = 1024 });
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendBytesAsync(bytes);
        ReceivedFrame frame = await client.NextFrameAsync();

        Assert.That((frame.Opcode, frame.CloseCode), Is.EqualTo((WebSocketOpcode.Close, code)));
    }

    [Test]
    public async Task A_message_of_the_largest_size_is_taken()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { MaxMessageBytes = 1024 });
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendTextAsync("""{"type":"request","seq":1,"command":"rrext_public_probe"}""".PadRight(1024));

        Assert.That((bool?)(await client.NextAsync())["success"], Is.True);
    }

    [Test]
    public async Task Sending_on_after_a_message_that_was_too_big_does_no_harm()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { MaxMessageBytes = 1024 });
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendBinaryAsync("", new byte[5_000_000]);
        ReceivedFrame close = await client.CloseFrameAsync();
        await client.CloseAsync(1009);

        Assert.That(close.CloseCode, Is.EqualTo(1009));
        Assert.That(await client.EndAsync(), Is.EqualTo(TcpEnd.Finished));
    }

    private static TestCaseData Case(string name, int code, byte[] bytes) => new TestCaseData(code, bytes).SetArgDisplayNames(name);
}
