using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Faults;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ReplyFaultTests
{
    [Test]
    public async Task A_swallowed_request_is_not_executed()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("deauth").Once().SwallowRequest();

        await scene.Client.SendAsync("deauth");
        JsonObject ping = await scene.Client.RequestAsync("rrext_ping");

        Assert.That((bool?)ping["success"], Is.True);
        Assert.That((int?)ping["seq"], Is.EqualTo(2));
    }

    [Test]
    public async Task A_swallowed_reply_leaves_the_command_executed()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("deauth").Once().SwallowReply();

        await scene.Client.SendAsync("deauth");
        JsonObject ping = await scene.Client.RequestAsync("rrext_ping");

        Assert.That((string?)ping["message"], Is.EqualTo("Not authenticated"));
        Assert.That((int?)ping["seq"], Is.EqualTo(2));
    }

    [Test]
    public async Task A_held_reply_comes_when_it_is_released()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        using Hold hold = scene.Faults.On("rrext_ping").Once().HoldReply();

        int held = await scene.Client.SendAsync("rrext_ping");
        await hold.Reached.WaitAsync(RawClient.Deadline);
        JsonObject second = await scene.Client.RequestAsync("rrext_ping");
        hold.Release();
        JsonObject first = await scene.Client.ReplyToAsync(held);

        Assert.That(((int?)second["seq"], (int?)first["seq"]), Is.EqualTo((2, 3)));
    }

    [Test]
    public async Task A_delayed_reply_comes_by_the_clock()
    {
        var clock = new ManualTimeProvider();
        await using FaultServer scene = await FaultServer.StartAsync(clock);
        scene.Faults.On("rrext_ping").Once().DelayReply(TimeSpan.FromSeconds(5));

        int delayed = await scene.Client.SendAsync("rrext_ping");
        await scene.Client.RequestAsync("rrext_ping");
        clock.Advance(TimeSpan.FromSeconds(4.9));
        await scene.Client.RequestAsync("rrext_ping");
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That((int?)(await scene.Client.ReplyToAsync(delayed))["seq"], Is.EqualTo(4));
    }

    [Test]
    public async Task Replies_come_in_the_opposite_order()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").ReverseReplies(3);

        var sent = new List<int>();
        for (int i = 0; i < 4; i++)
            sent.Add(await scene.Client.SendAsync("rrext_ping"));

        var answered = new List<int>();
        for (int i = 0; i < 4; i++)
            answered.Add((int)(await scene.Client.NextAsync())["request_seq"]!);

        Assert.That(answered, Is.EqualTo(new[] { sent[2], sent[1], sent[0], sent[3] }));
    }

    [Test]
    public async Task A_duplicated_reply_comes_again_with_its_own_seq()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().DuplicateReply(3);

        int sequence = await scene.Client.SendAsync("rrext_ping");

        for (int seq = 2; seq <= 4; seq++)
        {
            JsonObject reply = await scene.Client.NextAsync();
            Assert.That(((int?)reply["seq"], (int?)reply["request_seq"], (bool?)reply["body"]?["pong"]), Is.EqualTo((seq, sequence, true)));
        }
    }

    [Test]
    public async Task A_reply_may_name_another_request()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().AnswerWrongRequest(4711);

        await scene.Client.SendAsync("rrext_ping");

        Assert.That((int?)(await scene.Client.NextAsync())["request_seq"], Is.EqualTo(4711));
    }

    [Test]
    public async Task Garbage_comes_instead_of_a_reply()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().ReplyWithText("not json");
        scene.Faults.On("rrext_ping").Once().ReplyWithBytes(new byte[] { 0, 1, 2 });

        await scene.Client.SendAsync("rrext_ping");
        await scene.Client.SendAsync("rrext_ping");
        ReceivedFrame first = await scene.Client.NextFrameAsync();
        ReceivedFrame second = await scene.Client.NextFrameAsync();

        Assert.That((first.Opcode, first.Text), Is.EqualTo((WebSocketOpcode.Text, "not json")));
        Assert.That(second.Opcode, Is.EqualTo(WebSocketOpcode.Binary));
        Assert.That(second.Payload, Is.EqualTo(new byte[] { 0, 1, 2 }));
    }

    [Test]
    public async Task Bytes_past_all_framing_come_instead_of_a_reply()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().WriteInsteadOfReply(new byte[] { 0x83, 0x01, (byte)'?' });

        await scene.Client.SendAsync("rrext_ping");
        ReceivedFrame frame = await scene.Client.NextFrameAsync();

        Assert.That(((int)frame.Opcode, frame.Text), Is.EqualTo((3, "?")));
    }

    [Test]
    public async Task A_reply_may_lack_members_and_carry_a_bare_NaN()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().OmitFromReply("body", "success");
        scene.Faults.On("rrext_ping").Once().PutNaN("metrics.cpu_percent");

        JsonObject without = await scene.Client.RequestAsync("rrext_ping");
        await scene.Client.SendAsync("rrext_ping");
        string nan = (await scene.Client.NextFrameAsync()).Text;

        Assert.That(without.Select(member => member.Key), Is.EqualTo(new[] { "type", "seq", "request_seq", "command" }));
        Assert.That(nan, Does.EndWith("""
            "body":{"pong":true,"metrics":{"cpu_percent":NaN}}}
            """));
    }

    [Test]
    public async Task A_reply_may_come_in_fragments_or_enormous()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().FragmentReply(3);
        scene.Faults.On("rrext_ping").Once().EnlargeReply(3_000_000);

        await scene.Client.SendAsync("rrext_ping");
        ReceivedFrame[] parts = [await scene.Client.NextFrameAsync(), await scene.Client.NextFrameAsync(), await scene.Client.NextFrameAsync()];
        await scene.Client.SendAsync("rrext_ping");
        ReceivedFrame large = await scene.Client.NextFrameAsync();

        Assert.Multiple(() =>
        {
            Assert.That(parts.Select(part => part.Opcode), Is.EqualTo(new[]
            {
                WebSocketOpcode.Text, WebSocketOpcode.Continuation, WebSocketOpcode.Continuation,
            }));
            Assert.That(string.Concat(parts.Select(part => part.Text)), Does.EndWith("""
                "success":true,"body":{"pong":true}}
                """));
            Assert.That(large.Payload, Has.Length.GreaterThan(3_000_000));
            Assert.That((bool?)large.Json["success"], Is.True);
        });
    }

    [Test]
    public async Task A_failure_may_be_made_up()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().FailWith("");

        JsonObject reply = await scene.Client.RequestAsync("rrext_ping");

        Assert.That(((bool?)reply["success"], (string?)reply["message"]), Is.EqualTo((false, "")));
    }

    [Test]
    public async Task A_rewrite_that_throws_fails_the_request()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().RewriteReply(_ => throw new InvalidOperationException("my mistake"));

        JsonObject reply = await scene.Client.RequestAsync("rrext_ping");

        Assert.That((string?)reply["message"], Is.EqualTo("my mistake"));
    }

    [Test]
    public async Task Logins_may_be_refused()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(scene.Server);
        scene.Faults.RefuseLogins("Authentication failed");

        JsonObject refused = await client.RequestAsync("auth", new() { ["auth"] = scene.Server.ApiKey });
        ReceivedFrame close = await client.CloseFrameAsync();
        await using RawClient next = await RawClient.LogInAsync(scene.Server);

        Assert.That((string?)refused["message"], Is.EqualTo("Authentication failed"));
        Assert.That(close.CloseCode, Is.EqualTo(1000));
    }
}
