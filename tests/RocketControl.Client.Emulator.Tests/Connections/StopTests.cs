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
    public async Task Stopping_does_not_wait_for_a_client_inside_a_header()
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);
        await client.SendBytesAsync(ClientFrame.Header(WebSocketOpcode.Text, 70_000).AsMemory(0, 5));

        await server.DisposeAsync().AsTask().WaitAsync(RawClient.Deadline);
    }
}
