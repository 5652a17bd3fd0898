using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Faults;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ConnectionFaultTests
{
    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    public async Task A_drop_before_executing_answers_nothing(ConnectionDrop drop, TcpEnd end)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);
        using InjectedFault fault = server.Faults.On("rrext_ping").Once().DropBeforeExecuting(drop);

        await client.SendAsync("rrext_ping");

        Assert.That(await client.EndAsync(), Is.EqualTo(end));
        Assert.That(fault.Hits, Is.EqualTo(1));
    }

    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    [Repeat(50)]
    public async Task A_drop_after_the_reply_loses_nothing_of_the_reply(ConnectionDrop drop, TcpEnd end)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);
        server.Faults.On("rrext_ping").Once().DropAfterReply(drop);

        JsonObject reply = await client.RequestAsync("rrext_ping");

        Assert.That((bool?)reply["body"]?["pong"], Is.True);
        Assert.That(await client.EndAsync(), Is.EqualTo(end));
    }
}
