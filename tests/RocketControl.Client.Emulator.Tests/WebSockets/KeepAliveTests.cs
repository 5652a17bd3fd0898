using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class KeepAliveTests
{
    [Test]
    public async Task A_silent_client_is_closed_with_1011_75_seconds_after_the_upgrade()
    {
        var clock = new ManualTimeProvider();
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { TimeProvider = clock });
        await using RawClient client = await RawClient.LogInAsync(server);
        client.AnswersPings = false;

        clock.Advance(TimeSpan.FromSeconds(15));
        ReceivedFrame ping = await client.NextFrameOrPingAsync();
        clock.Advance(TimeSpan.FromSeconds(59.9));
        await client.RequestAsync("rrext_ping");
        clock.Advance(TimeSpan.FromSeconds(0.1));
        ReceivedFrame close = await client.CloseFrameAsync();

        Assert.Multiple(() =>
        {
            Assert.That(ping.Opcode, Is.EqualTo(WebSocketOpcode.Ping));
            Assert.That((close.CloseCode, close.CloseReason), Is.EqualTo((1011, "keepalive ping timeout")));
        });
    }

    [Test]
    public async Task A_client_that_answers_stays_and_gets_the_next_ping()
    {
        var clock = new ManualTimeProvider();
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { TimeProvider = clock });
        await using RawClient client = await RawClient.LogInAsync(server);

        for (int round = 0; round < 20; round++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            ReceivedFrame ping = await client.NextFrameOrPingAsync();
            Assert.That(ping.Opcode, Is.EqualTo(WebSocketOpcode.Ping));
            await client.SendFrameAsync(WebSocketOpcode.Pong, ping.Payload);
            await client.RequestAsync("rrext_ping");
        }
    }

    [Test]
    public async Task A_pong_that_nobody_asked_for_does_not_count()
    {
        var clock = new ManualTimeProvider();
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { TimeProvider = clock });
        await using RawClient client = await RawClient.LogInAsync(server);
        client.AnswersPings = false;

        clock.Advance(TimeSpan.FromSeconds(15));
        await client.NextFrameOrPingAsync();
        await client.SendFrameAsync(WebSocketOpcode.Pong, "unasked"u8);
        await client.RequestAsync("rrext_ping");
        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.That((await client.CloseFrameAsync()).CloseCode, Is.EqualTo(1011));
    }
}
