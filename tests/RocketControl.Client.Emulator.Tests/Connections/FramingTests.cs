using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FramingTests
{
    private const string Ping = """{"type":"request","seq":5,"command":"rrext_ping"}""";

    [TestCase("\"abc\"")]
    [TestCase("2.5")]
    [TestCase("-7")]
    [TestCase("9007199254740993")]
    [TestCase("123456789012345678901234567890")]
    [TestCase("null")]
    [TestCase("NaN")]
    [TestCase("-Infinity")]
    [TestCase("{\"a\":1}")]
    [TestCase("[1,[]]")]
    public async Task The_sequence_is_echoed_whatever_json_it_is(string sequence)
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendTextAsync($$"""{"type":"request","seq":{{sequence}},"command":"rrext_ping"}""");

        Assert.That((await client.NextFrameAsync()).Text, Is.EqualTo(
            $$$"""{"type":"response","seq":2,"request_seq":{{{sequence}}},"command":"rrext_ping","success":true,"body":{"pong":true}}"""));
        await EndAsync(server, client);
    }

    [TestCase("\r\n {\n  \"type\": \"request\",\n  \"seq\": 5,\n  \"command\": \"rrext_ping\"\n}\n ")]
    [TestCase("""{"type":"request","seq":1,"seq":5,"command":"x","command":"rrext_ping"}""")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","extra":{"a":[1]},"token":"tk_x"}""")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","arguments":null}""")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","arguments":"text"}""")]
    public async Task Lenient_text_is_understood(string text)
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendTextAsync(text);

        Assert.That((int?)(await client.NextAsync())["request_seq"], Is.EqualTo(5));
        await EndAsync(server, client);
    }

    [TestCase("garbage")]
    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("5")]
    [TestCase("\"x\"")]
    [TestCase("{}")]
    [TestCase("\uFEFF" + Ping)]
    [TestCase(Ping + Ping)]
    [TestCase(Ping + "\npayload")]
    [TestCase("""{"type":"REQUEST","seq":25,"command":"rrext_ping"}""")]
    [TestCase("""{"type":"response","seq":26,"request_seq":3,"command":"x","success":true}""")]
    [TestCase("""{"type":"event","seq":27,"event":"x","body":{}}""")]
    [TestCase("""{"seq":28,"command":"rrext_ping"}""")]
    [TestCase("""{"type":"request","seq":19,"command":null}""")]
    [TestCase("""{"type":"request","seq":20,"command":5}""")]
    public async Task Other_text_is_never_answered(string text)
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendTextAsync(text);
        await client.SendTextAsync("""{"type":"request","seq":"next","command":"rrext_ping"}""");

        Assert.That((string?)(await client.NextAsync())["request_seq"], Is.EqualTo("next"));
        await EndAsync(server, client);
    }

    [TestCase(Ping)]
    [TestCase(Ping + "\n")]
    [TestCase(Ping + "\npay\nload")]
    [TestCase(Ping + "\r\npayload")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","arguments":null}""")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","arguments":{"data":"own"}}""" + "\nzz")]
    public async Task A_binary_frame_is_a_header_with_or_without_a_payload(string bytes)
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendFrameAsync(WebSocketOpcode.Binary, Encoding.UTF8.GetBytes(bytes));
        ReceivedFrame reply = await client.NextFrameAsync();

        Assert.That((reply.Opcode, (int?)reply.Json["request_seq"]), Is.EqualTo((WebSocketOpcode.Text, 5)));
        await EndAsync(server, client);
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\n" + Ping)]
    [TestCase("{\"type\":\"request\",\n\"seq\":8,\"command\":\"rrext_ping\"}")]
    [TestCase("[]\nx")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","arguments":null}""" + "\nx")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","arguments":"text"}""" + "\nx")]
    [TestCase("""{"type":"request","seq":5,"command":"rrext_ping","arguments":[]}""" + "\nx")]
    public async Task Other_binary_frames_are_never_answered(string bytes)
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendFrameAsync(WebSocketOpcode.Binary, Encoding.UTF8.GetBytes(bytes));
        await client.SendTextAsync("""{"type":"request","seq":"next","command":"rrext_ping"}""");

        Assert.That((string?)(await client.NextAsync())["request_seq"], Is.EqualTo("next"));
        await EndAsync(server, client);
    }

    [Test]
    public async Task A_binary_header_that_is_not_utf8_is_never_answered()
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendFrameAsync(WebSocketOpcode.Binary, [.. "{\"type\":\"request\",\"seq\":9,\"command\":\"rrext_"u8, 0xFF, .. "\"}\nx"u8]);
        await client.SendTextAsync("""{"type":"request","seq":"next","command":"rrext_ping"}""");

        Assert.That((string?)(await client.NextAsync())["request_seq"], Is.EqualTo("next"));
        await EndAsync(server, client);
    }

    [TestCase("\"rrext_nope\"", "Invalid command: rrext_nope")]
    [TestCase("\"rrext_Ünï\"", "Invalid command: rrext_Ünï")]
    [TestCase("\"rrext_public_nope\"", "Invalid command: rrext_public_nope")]
    [TestCase("\"\"", "Invalid command: ")]
    [TestCase("\"RREXT_PING\"", "Task token is required")]
    [TestCase("\"rrext-ping\"", "Task token is required")]
    [TestCase("\"__class__\"", "Task token is required")]
    [TestCase("\"Auth\"", "Task token is required")]
    public async Task Unknown_commands_fail_and_are_echoed(string command, string message)
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendTextAsync($$"""{"type":"request","seq":5,"command":{{command}}}""");
        ReceivedFrame reply = await client.NextFrameAsync();

        Assert.That((string?)reply.Json["message"], Is.EqualTo(message));
        Assert.That(reply.Text, Does.Contain($"\"command\":{command},\"success\":false"));
        await EndAsync(server, client);
    }

    [Test]
    public async Task A_missing_command_is_an_empty_one_but_echoed_as_null()
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendTextAsync("""{"type":"request","seq":9}""");
        JsonObject reply = await client.NextAsync();

        Assert.That(reply.ContainsKey("command") && reply["command"] is null, Is.True);
        Assert.That((string?)reply["message"], Is.EqualTo("Invalid command: "));
        await EndAsync(server, client);
    }

    [Test]
    public async Task A_text_that_is_nested_too_deep_is_never_answered()
    {
        (RocketRideEmulator server, RawClient client) = await StartAsync();

        await client.SendTextAsync($$"""{"type":"request","seq":{{new string('[', 100_000)}}""");
        await client.SendTextAsync("""{"type":"request","seq":"next","command":"rrext_ping"}""");

        Assert.That((string?)(await client.NextAsync())["request_seq"], Is.EqualTo("next"));
        await EndAsync(server, client);
    }

    private static async Task<(RocketRideEmulator Server, RawClient Client)> StartAsync()
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        return (server, await RawClient.LogInAsync(server));
    }

    private static async Task EndAsync(RocketRideEmulator server, RawClient client)
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }
}
