using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class AuthenticationTests
{
    [Test]
    public async Task The_right_key_logs_in_and_ping_is_answered()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        JsonObject pong = await client.RequestAsync("rrext_ping");

        Assert.That(pong.ToJsonString(), Is.EqualTo(
            """{"type":"response","seq":2,"request_seq":2,"command":"rrext_ping","success":true,"body":{"pong":true}}"""));
    }

    [Test]
    public async Task A_wrong_key_is_refused_and_the_connection_closed_normally()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        JsonObject reply = await client.RequestAsync("auth", new() { ["auth"] = "WRONG" });
        ReceivedFrame close = await client.CloseFrameAsync();

        Assert.Multiple(() =>
        {
            Assert.That((string?)reply["message"], Is.EqualTo("Invalid API key"));
            Assert.That(close.CloseCode, Is.EqualTo(1000));
            Assert.That(close.CloseReason, Is.Empty);
        });
    }
}
