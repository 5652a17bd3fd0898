using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class CloseTests
{
    [TestCase(1000)]
    [TestCase(1001)]
    [TestCase(4999)]
    public async Task The_clients_close_is_echoed_and_the_connection_ends(int code)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        await client.CloseAsync(code);

        Assert.That((await client.CloseFrameAsync()).CloseCode, Is.EqualTo(code));
        Assert.That(await client.EndAsync(), Is.EqualTo(TcpEnd.Finished));
    }

    [Test]
    public async Task A_close_without_a_code_is_echoed_without_one()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        await client.SendFrameAsync(WebSocketOpcode.Close, []);

        Assert.That((await client.CloseFrameAsync()).Payload, Is.Empty);
    }

    [Test]
    public async Task Replies_asked_for_before_the_close_still_come()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        int ping = await client.SendAsync("rrext_ping");
        await client.CloseAsync();

        Assert.That((bool?)(await client.ReplyToAsync(ping))["success"], Is.True);
        Assert.That((await client.CloseFrameAsync()).CloseCode, Is.EqualTo(1000));
    }

    [Test]
    public async Task A_client_that_never_answers_a_close_is_cut_off()
    {
        var clock = new ManualTimeProvider();
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { TimeProvider = clock });
        await using RawClient client = await RawClient.LogInAsync(server);

        server.Faults.CloseConnections(1001, "going away");
        ReceivedFrame close = await client.CloseFrameAsync();
        Task<TcpEnd> end = client.EndAsync();
        while (!end.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That((close.CloseCode, close.CloseReason), Is.EqualTo((1001, "going away")));
        Assert.That(await end, Is.EqualTo(TcpEnd.Reset));
    }
}
