using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StopTests
{
    [Test]
    public async Task Stopping_closes_every_connection_with_1012()
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient one = await RawClient.LogInAsync(server);
        await using RawClient two = await RawClient.ConnectAsync(server);

        Task stopping = server.DisposeAsync().AsTask();
        ReceivedFrame first = await one.CloseFrameAsync();
        ReceivedFrame second = await two.CloseFrameAsync();
        await stopping;

        Assert.That((first.CloseCode, first.CloseReason, second.CloseCode), Is.EqualTo((1012, "", 1012)));
    }

    [Test]
    public async Task Stopping_twice_is_fine()
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync();

        await server.DisposeAsync();
        await server.DisposeAsync();

        await Assert.ThatAsync(() => server.RestartAsync(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Stopping_does_not_wait_for_a_client_inside_a_header()
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);
        await client.SendBytesAsync(ClientFrame.Header(WebSocketOpcode.Text, 70_000).AsMemory(0, 5));

        await StopInTimeAsync(server);
    }

    [Test]
    public async Task Stopping_does_not_wait_for_a_client_that_reads_nothing()
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);
        server.Faults.Flood(200_000);

        await StopInTimeAsync(server);
    }

    [Test]
    public async Task Stopping_does_not_wait_for_faults()
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);
        Emulator.Faults.Hold reply = server.Faults.On("rrext_ping").HoldReply();
        server.Faults.OnUpgrade().NeverAnswer();
        await client.SendAsync("rrext_ping");
        await reply.Reached.WaitAsync(RawClient.Deadline);
        Task<RawClient> second = RawClient.ConnectAsync(server);
        server.Faults.StallConnections();
        server.Faults.StopReading();

        await StopInTimeAsync(server);

        await Assert.ThatAsync(() => second, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task A_port_in_use_is_an_io_exception()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();

        await Assert.ThatAsync(() => RocketRideEmulator.StartAsync(new() { Port = server.Endpoint.Port }), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task A_stopped_port_can_be_listened_on_again()
    {
        RocketRideEmulator first = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(first);
        await first.DisposeAsync();

        await using RocketRideEmulator second = await RocketRideEmulator.StartAsync(new() { Port = first.Endpoint.Port });

        Assert.That(second.Endpoint, Is.EqualTo(first.Endpoint));
    }

    [Test]
    public async Task After_a_restart_the_same_address_serves_new_connections()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient before = await RawClient.LogInAsync(server);

        Task restarting = server.RestartAsync();
        ReceivedFrame close = await before.CloseFrameAsync();
        await before.DisposeAsync();
        await restarting;
        await using RawClient after = await RawClient.LogInAsync(server);
        JsonObject pong = await after.RequestAsync("rrext_ping");

        Assert.That(close.CloseCode, Is.EqualTo(1012));
        Assert.That((bool?)pong["success"], Is.True);
        Assert.That(server.ConnectionCount, Is.EqualTo(1));
    }

    // A generous limit for busy machines; on an idle one a stop takes a second or two at most.
    private static Task StopInTimeAsync(RocketRideEmulator server) => server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));
}
