using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Tasks;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class TtlTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(60);

    [TestCase(1)]
    [TestCase(60)]
    [TestCase(-5)]
    public async Task A_ttl_of_up_to_one_tick_ends_a_busy_task_at_the_next_tick(int ttl)
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["ttl"] = ttl });
        await client.MonitorAsync(token, "TASK");

        await client.ClosePipeAsync(token, 77);
        server.Time.Advance(Tick);
        JsonObject end = await client.NextEventAsync("apaevt_task");

        Assert.That((string?)end["body"]!["action"], Is.EqualTo("end"));
    }

    [Test]
    public async Task Even_a_futile_pipe_request_keeps_a_longer_ttl_from_ending()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["ttl"] = 61 });

        for (int i = 0; i < 5; i++)
        {
            await client.ClosePipeAsync(token, 77);
            server.Time.Advance(Tick);
        }

        Assert.That((int)(await client.StatusAsync(token))["state"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task Status_polls_do_not_keep_a_task_alive_and_its_end_looks_like_a_terminate()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["ttl"] = 61 });
        await client.MonitorAsync(token, "TASK");

        server.Time.Advance(Tick);
        await client.StatusAsync(token);
        server.Time.Advance(Tick);
        await client.NextEventAsync("apaevt_task");
        JsonObject status = await client.StatusAsync(token);
        JsonObject open = await client.OpenAsync(token);

        Assert.Multiple(() =>
        {
            Assert.That((int)status["state"]!, Is.EqualTo(6));
            Assert.That((int)status["exitCode"]!, Is.Zero);
            Assert.That((string?)status["status"], Is.EqualTo("Stopped"));
            Assert.That((string?)open["message"], Is.Empty);
        });
    }

    [Test]
    public async Task A_ttl_of_zero_never_ends_a_task()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo(), new() { ["ttl"] = 0 });

        server.Time.Advance(TimeSpan.FromHours(24));

        Assert.That((int)(await client.StatusAsync(token))["state"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task A_ttl_that_is_a_text_protects_every_task_registered_after_it()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string before = await client.ExecuteAsync(Documents.Echo("before"), new() { ["ttl"] = 60 });
        string broken = await client.ExecuteAsync(Documents.Echo("broken"), new() { ["ttl"] = "soon" });
        string after = await client.ExecuteAsync(Documents.Echo("after"), new() { ["ttl"] = 60 });
        await client.MonitorAsync(before, "TASK");

        server.Time.Advance(Tick);
        await client.NextEventAsync("apaevt_task");

        Assert.Multiple(async () =>
        {
            Assert.That((int)(await client.StatusAsync(before))["state"]!, Is.EqualTo(6));
            Assert.That((int)(await client.StatusAsync(broken))["state"]!, Is.EqualTo(3));
            Assert.That((int)(await client.StatusAsync(after))["state"]!, Is.EqualTo(3));
        });
    }
}
