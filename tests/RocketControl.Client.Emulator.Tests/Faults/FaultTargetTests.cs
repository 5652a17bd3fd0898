using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Faults;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FaultTargetTests
{
    [Test]
    public async Task A_fault_skips_and_counts()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        InjectedFault fault = scene.Faults.On("rrext_ping").Skip(1).Times(2).FailWith("no");

        bool[] successes = await PingAsync(scene, 5);

        Assert.That(successes, Is.EqualTo(new[] { true, false, false, true, true }));
        Assert.That(fault.Hits, Is.EqualTo(2));
        Assert.That(fault.WhenHit.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task A_fault_without_a_count_strikes_until_it_is_taken_back()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        InjectedFault fault = scene.Faults.On("rrext_ping").FailWith("no");

        bool[] before = await PingAsync(scene, 3);
        fault.Dispose();
        bool[] after = await PingAsync(scene, 1);

        Assert.That(before, Is.All.False);
        Assert.That(after, Is.All.True);
    }

    [Test]
    public async Task The_fault_set_up_first_strikes_first()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().FailWith("first");
        scene.Faults.OnAnyRequest().Once().FailWith("second");

        string?[] texts = [(string?)(await scene.Client.RequestAsync("rrext_ping"))["message"],
            (string?)(await scene.Client.RequestAsync("rrext_ping"))["message"], (string?)(await scene.Client.RequestAsync("rrext_ping"))["message"]];

        Assert.That(texts, Is.EqualTo(new[] { "first", "second", null }));
    }

    [Test]
    public async Task A_subcommand_narrows_a_fault()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_process", "open").FailWith("struck");

        JsonObject write = await scene.Client.RequestAsync("rrext_process", new() { ["subcommand"] = "write" });
        JsonObject open = await scene.Client.RequestAsync("rrext_process", new() { ["subcommand"] = "open" });

        Assert.That((string?)write["message"], Is.EqualTo("Task token is required"));
        Assert.That((string?)open["message"], Is.EqualTo("struck"));
    }

    [Test]
    public async Task Clearing_takes_faults_back_and_releases_what_is_held()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        Hold hold = scene.Faults.On("rrext_ping").HoldReply();
        int held = await scene.Client.SendAsync("rrext_ping");
        await hold.Reached.WaitAsync(RawClient.Deadline);

        scene.Faults.Clear();
        JsonObject reply = await scene.Client.ReplyToAsync(held);

        Assert.That((bool?)reply["success"], Is.True);
        Assert.That(await PingAsync(scene, 1), Is.All.True);
    }

    [Test]
    public async Task Faults_outlive_a_restart()
    {
        await using FaultServer scene = await FaultServer.StartAsync();
        scene.Faults.On("rrext_ping").Once().FailWith("still here");

        Task restart = scene.Server.RestartAsync();
        await scene.Client.CloseFrameAsync();
        await scene.Client.DisposeAsync();
        await restart;
        await using RawClient client = await RawClient.LogInAsync(scene.Server);

        Assert.That((string?)(await client.RequestAsync("rrext_ping"))["message"], Is.EqualTo("still here"));
    }

    private static async Task<bool[]> PingAsync(FaultServer scene, int times)
    {
        var successes = new bool[times];
        for (int i = 0; i < times; i++)
            successes[i] = (bool)(await scene.Client.RequestAsync("rrext_ping"))["success"]!;
        return successes;
    }
}
