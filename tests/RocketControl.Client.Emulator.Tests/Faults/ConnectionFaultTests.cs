using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Faults;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ConnectionFaultTests
{
    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    public async Task A_drop_before_executing_answers_nothing(ConnectionDrop drop, TcpEnd end)
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        InjectedFault fault = scene.Faults.On("deauth").Once().DropBeforeExecuting(drop);

        await scene.Client.SendAsync("deauth");

        Assert.That(await scene.Client.EndAsync(), Is.EqualTo(end));
        Assert.That(fault.Hits, Is.EqualTo(1));
    }

    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    public async Task A_drop_after_executing_answers_nothing_either(ConnectionDrop drop, TcpEnd end)
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().DropAfterExecuting(drop);

        await scene.Client.SendAsync("rrext_ping");

        Assert.That(await scene.Client.EndAsync(), Is.EqualTo(end));
    }

    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    [Repeat(20)]
    public async Task A_drop_after_the_reply_loses_nothing_of_the_reply(ConnectionDrop drop, TcpEnd end)
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().DropAfterReply(drop);

        JsonObject reply = await scene.Client.RequestAsync("rrext_ping");

        Assert.That((bool?)reply["body"]?["pong"], Is.True);
        Assert.That(await scene.Client.EndAsync(), Is.EqualTo(end));
    }

    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    public async Task A_drop_inside_the_reply_leaves_half_a_frame(ConnectionDrop drop, TcpEnd end)
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().DropInsideReply(drop);

        await scene.Client.SendAsync("rrext_ping");
        byte[] rest = await scene.Client.RemainingBytesAsync(end);

        Assert.That(rest, Has.Length.GreaterThan(20));
        Assert.That(Encoding.UTF8.GetString(rest.AsSpan(2)), Does.StartWith("{\"type\":\"response\"").And.Not.Contain("pong"));
    }

    [TestCase(1000)]
    [TestCase(1001)]
    [TestCase(1009)]
    [TestCase(1011)]
    [TestCase(1012)]
    public async Task A_close_may_have_any_code_and_reason(int code)
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().CloseAfterReply(code, "why");

        await scene.Client.RequestAsync("rrext_ping");
        ReceivedFrame close = await scene.Client.CloseFrameAsync();

        Assert.That((close.CloseCode, close.CloseReason), Is.EqualTo((code, "why")));
    }

    [Test]
    public async Task Closing_with_1006_is_a_drop()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().CloseBeforeExecuting(1006);

        await scene.Client.SendAsync("rrext_ping");
        byte[] rest = await scene.Client.RemainingBytesAsync(TcpEnd.Finished);

        Assert.That(rest, Is.Empty);
    }

    [Test]
    public async Task All_connections_close_or_drop_at_once()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        await using RawClient other = await RawClient.ConnectAsync(scene.Server);

        scene.Faults.CloseConnections(1001, "bye");

        Assert.That((await scene.Client.CloseFrameAsync()).CloseReason, Is.EqualTo("bye"));
        Assert.That((await other.CloseFrameAsync()).CloseCode, Is.EqualTo(1001));
        await using RawClient next = await RawClient.ConnectAsync(scene.Server);
        scene.Faults.DropConnections();
        Assert.That(await next.EndAsync(), Is.EqualTo(TcpEnd.Reset));
    }

    [Test]
    public async Task A_stalled_connection_sends_neither_replies_nor_pongs_nor_pings_until_it_is_resumed()
    {
        var clock = new ManualTimeProvider();
        await using FaultServer scene = await FaultServer.StartAsync(clock);
        await using RawClient other = await RawClient.LogInAsync(scene.Server);
        scene.Faults.On("rrext_ping").Once().StallConnection();

        await scene.Client.SendAsync("rrext_ping");
        await scene.Server.WaitForRequestAsync("rrext_ping").WaitAsync(RawClient.Deadline);
        await scene.Client.SendFrameAsync(WebSocketOpcode.Ping, "alive?"u8);
        Task<ReceivedFrame> first = scene.Client.NextFrameOrPingAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        await other.RequestAsync("rrext_ping");
        bool silent = !first.IsCompleted;
        scene.Faults.ResumeConnections();

        Assert.That(silent, Is.True);
        Assert.That((string?)(await first).Json["command"], Is.EqualTo("rrext_ping"));
        Assert.That((await scene.Client.NextFrameAsync()).Opcode, Is.EqualTo(WebSocketOpcode.Pong));
    }

    [Test]
    public async Task A_connection_that_is_not_read_answers_again_when_it_is_resumed()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().StopReading();

        await scene.Client.RequestAsync("rrext_ping");
        int second = await scene.Client.SendAsync("rrext_public_probe");
        await using RawClient other = await RawClient.LogInAsync(scene.Server);
        await other.RequestAsync("rrext_ping");
        bool unread = !scene.Server.ReceivedRequests.Any(request => request.Command == "rrext_public_probe");
        scene.Faults.ResumeConnections();

        Assert.That(unread, Is.True);
        Assert.That((bool?)(await scene.Client.ReplyToAsync(second))["success"], Is.True);
    }

    [Test]
    public async Task A_slow_reader_takes_its_time_by_the_clock()
    {
        var clock = new ManualTimeProvider();
        await using FaultServer scene = await FaultServer.StartAsync(clock);
        scene.Faults.On("rrext_ping").Once().ReadSlowly(bytesPerSecond: 1000);

        await scene.Client.RequestAsync("rrext_ping");
        DateTimeOffset start = clock.GetUtcNow();
        Task<JsonObject> slow = scene.Client.RequestAsync("rrext_public_probe", new() { ["padding"] = new string('x', 5_000) });
        while (!slow.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.That((bool?)(await slow)["success"], Is.True);
        Assert.That(clock.GetUtcNow() - start, Is.GreaterThan(TimeSpan.FromSeconds(5)));
    }
}
