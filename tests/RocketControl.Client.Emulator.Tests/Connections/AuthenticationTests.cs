using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class AuthenticationTests
{
    [Test]
    public async Task The_identity_of_the_open_source_server_is_exact()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { ApiKey = "MYAPIKEY" });
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendTextAsync("""{"type":"request","seq":1,"command":"auth","arguments":{"auth":"MYAPIKEY"}}""");

        string expected = """
            {"type":"response","seq":1,"request_seq":1,"command":"auth","success":true,"body":{"userToken":"MYAPIKEY","userId":"local",
            "displayName":"RocketRide Developer","givenName":"","familyName":"","preferredUsername":"developer","email":"",
            "emailVerified":false,"phoneNumber":"","phoneNumberVerified":false,"locale":"","defaultTeam":"local",
            "organizations":[{"id":"local","name":"Local","permissions":["org.admin"],"teams":[{"id":"local","name":"Development",
            "permissions":["team.admin","read","write","execute","task.control","task.data","task.monitor","task.debug","task.store"]}]}],
            "apps":[],"capabilities":["oss"]}}
            """;
        Assert.That((await client.NextFrameAsync()).Text, Is.EqualTo(expected.ReplaceLineEndings("")));
    }

    [TestCase("MYAPIKEY")]
    [TestCase("Bearer MYAPIKEY")]
    [TestCase("Bearer   MYAPIKEY  ")]
    [TestCase("  MYAPIKEY ")]
    public async Task A_key_may_have_the_prefix_and_blanks_around(string credential)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { ApiKey = "MYAPIKEY" });
        await using RawClient client = await RawClient.ConnectAsync(server);

        JsonObject reply = await client.RequestAsync("auth", new() { ["auth"] = credential });

        Assert.That((string?)reply["body"]?["userToken"], Is.EqualTo("MYAPIKEY"));
    }

    [TestCase("\"WRONG\"", "Invalid API key")]
    [TestCase("\" Bearer MYAPIKEY\"", "Invalid API key")]
    [TestCase("\"bearer MYAPIKEY\"", "Invalid API key")]
    [TestCase("\"Bearer\"", "Invalid API key")]
    [TestCase("\"Bearer Bearer MYAPIKEY\"", "Invalid API key")]
    [TestCase("\"rr_0123\"", "Invalid API key")]
    [TestCase("\"\"", "No authorization provided")]
    [TestCase("\"   \"", "No authorization provided")]
    [TestCase("\"Bearer \"", "No authorization provided")]
    [TestCase("\"tk_unknown\"", "Bad request")]
    [TestCase("\"pk_unknown\"", "Bad request")]
    public async Task A_refused_login_is_answered_before_a_normal_close(string credential, string message)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { ApiKey = "MYAPIKEY" });
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendTextAsync($$$"""{"type":"request","seq":1,"command":"auth","arguments":{"auth":{{{credential}}}}}""");

        Assert.That((string?)(await client.NextAsync())["message"], Is.EqualTo(message));
        await AssertNormalCloseAsync(client);
    }

    [TestCase("""{"type":"request","seq":1,"command":"auth"}""")]
    [TestCase("""{"type":"request","seq":1,"command":"auth","arguments":null}""")]
    [TestCase("""{"type":"request","seq":1,"command":"auth","arguments":{}}""")]
    public async Task A_login_without_a_key_is_refused(string request)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendTextAsync(request);

        Assert.That((string?)(await client.NextAsync())["message"], Is.EqualTo("No authorization provided"));
        await AssertNormalCloseAsync(client);
    }

    [Test]
    public async Task A_key_that_is_no_text_fails_but_leaves_the_connection_open()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        JsonObject failure = await client.RequestAsync("auth", new() { ["auth"] = 12345 });
        JsonObject success = await client.RequestAsync("auth", new() { ["auth"] = server.ApiKey });

        Assert.Multiple(() =>
        {
            Assert.That((string?)failure["message"], Is.EqualTo("'int' object has no attribute 'removeprefix'"));
            Assert.That((bool?)success["success"], Is.True);
        });
    }

    [Test]
    public async Task A_server_without_a_key_takes_any_text_but_none()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { ApiKey = null });
        await using RawClient any = await RawClient.LogInAsync(server, "whatever");
        await using RawClient none = await RawClient.ConnectAsync(server);

        JsonObject refused = await none.RequestAsync("auth", new() { ["auth"] = " " });

        Assert.That((string?)refused["message"], Is.EqualTo("No authorization provided"));
    }

    [Test]
    public async Task The_sixth_login_of_a_connection_is_one_too_many()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);
        for (int attempt = 2; attempt <= 5; attempt++)
            await client.RequestAsync("auth", new() { ["auth"] = server.ApiKey });

        JsonObject sixth = await client.RequestAsync("auth", new() { ["auth"] = server.ApiKey });

        Assert.That((string?)sixth["message"], Is.EqualTo("Too many authentication attempts"));
        await AssertNormalCloseAsync(client);
    }

    [Test]
    public async Task A_wrong_key_on_an_authenticated_connection_closes_it()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        JsonObject reply = await client.RequestAsync("auth", new() { ["auth"] = "WRONG" });

        Assert.That((bool?)reply["success"], Is.False);
        await AssertNormalCloseAsync(client);
    }

    [TestCase("""{"type":"request","seq":7,"command":"rrext_ping"}""", "7", "\"rrext_ping\"")]
    [TestCase("""{"type":"request","seq":7,"command":"deauth","arguments":{}}""", "7", "\"deauth\"")]
    [TestCase("""{"type":"event","event":"x"}""", "null", "null")]
    [TestCase("""{"type":"event","seq":3,"command":"auth"}""", "3", "\"auth\"")]
    [TestCase("{}", "null", "null")]
    public async Task Anything_else_before_the_login_is_refused(string message, string sequence, string command)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendTextAsync(message);

        string expected = $$$"""
            {"type":"response","seq":1,"request_seq":{{{sequence}}},"command":{{{command}}},"success":false,
            "message":"Not authenticated","trace":{"file":"task_conn.py","lineno":264}}
            """;
        Assert.That((await client.NextFrameAsync()).Text, Is.EqualTo(expected.ReplaceLineEndings("")));
        await AssertNormalCloseAsync(client);
    }

    [Test]
    public async Task A_command_right_behind_the_login_needs_no_waiting()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        int login = await client.SendAsync("auth", new() { ["auth"] = server.ApiKey });
        int ping = await client.SendAsync("rrext_ping");

        Assert.That((bool?)(await client.ReplyToAsync(login))["success"], Is.True);
        Assert.That((bool?)(await client.ReplyToAsync(ping))["success"], Is.True);
    }

    [Test]
    public async Task A_command_right_behind_a_refused_login_is_never_answered()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.SendAsync("auth", new() { ["auth"] = "WRONG" });
        await client.SendAsync("rrext_public_probe");

        Assert.That((string?)(await client.NextAsync())["message"], Is.EqualTo("Invalid API key"));
        await AssertNormalCloseAsync(client);
    }

    [Test]
    public async Task Logging_out_keeps_the_connection_for_public_commands_and_the_next_login()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        JsonObject logout = await client.RequestAsync("deauth", []);
        JsonObject probe = await client.RequestAsync("rrext_public_probe");
        JsonObject login = await client.RequestAsync("auth", new() { ["auth"] = server.ApiKey });
        await client.RequestAsync("deauth", []);
        JsonObject ping = await client.RequestAsync("rrext_ping");

        Assert.Multiple(() =>
        {
            Assert.That(logout["body"]?.ToJsonString(), Is.EqualTo("{}"));
            Assert.That((bool?)probe["success"], Is.True);
            Assert.That((bool?)login["success"], Is.True);
            Assert.That((string?)ping["message"], Is.EqualTo("Not authenticated"));
        });
        await AssertNormalCloseAsync(client);
    }

    [Test]
    public async Task A_login_may_come_in_a_binary_frame()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        JsonObject reply = await client.RequestAsync("auth", new() { ["auth"] = server.ApiKey }, data: []);

        Assert.That((bool?)reply["success"], Is.True);
    }

    private static async Task AssertNormalCloseAsync(RawClient client)
    {
        ReceivedFrame frame = await client.NextFrameAsync();
        Assert.That((frame.Opcode, frame.CloseCode, frame.CloseReason), Is.EqualTo((RocketRide.WebSockets.WebSocketOpcode.Close, 1000, "")));
    }
}
