using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Time;
using static RocketControl.Client.Emulator.Tests.Processes.ProcessServer;

namespace RocketControl.Client.Emulator.Tests.Processes;

[TestFixture]
internal sealed class ExtendedDialectTests
{
    private readonly List<ProcessServer> _servers = [];

    [TearDown]
    public async Task StopAsync()
    {
        foreach (ProcessServer server in _servers)
            await server.DisposeAsync();
        _servers.Clear();
    }

    [Test]
    public async Task A_termination_returns_when_the_process_is_gone()
    {
        ProcessServer server = await StartAsync();
        EmulatorProcess process = await server.RunAsync();

        JsonObject answer = await JsonAsync(server.PostAsync($"terminate/{process.Pid}"), HttpStatusCode.OK);

        Assert.That(process.Exited.IsCompletedSuccessfully);
        Assert.That(answer.ToJsonString(), Is.EqualTo($$"""{"success":true,"message":"Process {{process.Pid}} terminated successfully"}"""));
    }

    [Test]
    public async Task A_process_that_does_not_end_within_a_second_is_killed_and_other_terminations_wait_so_long()
    {
        var time = new ManualTimeProvider();
        ProcessServer server = await StartAsync(options => options with { TimeProvider = time });
        EmulatorProcess stubborn = await server.RunAsync(new() { IgnoresTermination = true });
        EmulatorProcess other = await server.RunAsync();

        Task<HttpResponseMessage> first = server.PostAsync($"terminate/{stubborn.Pid}");
        await time.WhenTimerWaitsAsync(TimeSpan.FromSeconds(1));
        Task<HttpResponseMessage> second = server.PostAsync($"terminate/{other.Pid}");
        await server.Emulator.WaitForRequestAsync("POST", $"/api/processes/terminate/{other.Pid}");
        Assert.That(other.Exited.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));

        await JsonAsync(first, HttpStatusCode.OK);
        await JsonAsync(second, HttpStatusCode.OK);
        Assert.That(await ExitOf(stubborn), Is.Not.Zero);
        Assert.That(await ExitOf(other), Is.Zero);
    }

    [Test]
    public async Task While_a_process_is_being_ended_all_other_calls_wait([Values("list", "status", "dashboard")] string call)
    {
        var time = new ManualTimeProvider();
        ProcessServer server = await StartAsync(options => options with { TimeProvider = time, DashboardTime = TimeSpan.Zero });
        EmulatorProcess stubborn = await server.RunAsync(new() { IgnoresTermination = true });
        string route = call == "status" ? $"status/{stubborn.Pid}" : call;

        Task<HttpResponseMessage> ending = server.PostAsync($"terminate/{stubborn.Pid}");
        await time.WhenTimerWaitsAsync(TimeSpan.FromSeconds(1));
        Task<HttpResponseMessage> asking = server.GetAsync(route);
        await server.Emulator.WaitForRequestAsync("GET", $"/api/processes/{route}");
        time.Advance(TimeSpan.FromSeconds(1));

        await JsonAsync(ending, HttpStatusCode.OK);
        JsonObject answer = await JsonAsync(asking, call == "status" ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        Assert.That(answer.ToJsonString(), Does.Not.Contain("running"));
    }

    [Test]
    public async Task Unknown_ended_and_denied_look_the_same([Values("terminate", "pause", "resume")] string action)
    {
        ProcessServer server = await StartAsync();
        EmulatorProcess ended = await server.RunAsync();
        await ended.EndAsync();
        EmulatorProcess denying = await server.RunAsync();
        denying.DeniesSignals = true;

        foreach (long pid in new long[] { 4000000000, ended.Pid, denying.Pid })
        {
            JsonObject answer = await JsonAsync(server.PostAsync($"{action}/{pid}"), HttpStatusCode.NotFound);

            Assert.That(
                answer.ToJsonString(), Is.EqualTo($$"""{"success":false,"error":"Failed to {{action}} process {{pid}} or process not found"}"""));
        }
    }

    [Test]
    public async Task A_paused_process_shows_it_and_goes_on_when_resumed()
    {
        ProcessServer server = await StartAsync();
        EmulatorProcess process = await server.RunAsync();

        await JsonAsync(server.PostAsync($"pause/{process.Pid}"), HttpStatusCode.OK);
        string paused = await StatusOfAsync(server, process);
        await JsonAsync(server.PostAsync($"resume/{process.Pid}"), HttpStatusCode.OK);
        await process.SayAsync("awake");

        Assert.That(paused, Is.EqualTo("paused"));
        Assert.That(await StatusOfAsync(server, process), Is.EqualTo("running"));
    }

    [Test]
    public async Task The_list_and_the_status_tell_the_same_of_a_process()
    {
        ProcessServer server = await StartAsync();
        EmulatorProcess process = await server.RunAsync(new() { Command = "python train.py" });
        (process.Progress, process.BytesProcessed) = (0.25, 4096);
        await process.SayAsync("epoch 1");

        JsonObject list = await JsonAsync(server.GetAsync("list"), HttpStatusCode.OK);
        JsonObject status = await JsonAsync(server.GetAsync($"status/{process.Pid}"), HttpStatusCode.OK);

        JsonNode listed = list["active_processes"]![process.Pid.ToString(CultureInfo.InvariantCulture)]!;
        JsonNode entry = status["process"]!;
        Assert.Multiple(() =>
        {
            Assert.That(list["total_count"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(entry.AsObject().Select(member => member.Key), Is.EqualTo(listed.AsObject().Select(member => member.Key)));
            Assert.That(entry["pid"]!.GetValue<int>(), Is.EqualTo(process.Pid));
            Assert.That(entry["command"]!.GetValue<string>(), Is.EqualTo("python train.py"));
            Assert.That(entry["progress"]!.GetValue<double>(), Is.EqualTo(0.25));
            Assert.That(entry["bytes_processed"]!.GetValue<int>(), Is.EqualTo(4096));
            Assert.That(entry["last_output"]!.GetValue<string>(), Is.EqualTo("epoch 1"));
        });
    }

    [Test]
    public async Task A_process_that_ended_is_forgotten()
    {
        ProcessServer server = await StartAsync();
        EmulatorProcess process = await server.RunAsync();
        await process.EndAsync();

        JsonObject status = await JsonAsync(server.GetAsync($"status/{process.Pid}"), HttpStatusCode.NotFound);

        Assert.That(status.ToJsonString(), Is.EqualTo($$"""{"success":false,"error":"Process {{process.Pid}} not found"}"""));
        Assert.That((await JsonAsync(server.GetAsync("list"), HttpStatusCode.OK))["total_count"]!.GetValue<int>(), Is.Zero);
    }

    [Test]
    public async Task A_stale_record_stays_as_running()
    {
        ProcessServer server = await StartAsync(options => options with { LeavesStaleRecords = true });
        EmulatorProcess process = await server.RunAsync();
        await process.EndAsync();

        Assert.That(await StatusOfAsync(server, process), Is.EqualTo("running"));
    }

    [Test]
    public async Task A_server_that_holds_live_handles_fails_to_tell_of_them_except_on_the_dashboard()
    {
        ProcessServer server = await StartAsync(options => options with { CannotSerializeProcesses = true, DashboardTime = TimeSpan.Zero });
        EmulatorProcess process = await server.RunAsync(new() { Command = new string('c', 70) });

        foreach (string path in new[] { "list", $"status/{process.Pid}" })
        {
            JsonObject answer = await JsonAsync(server.GetAsync(path), HttpStatusCode.InternalServerError);
            Assert.That(answer["error"]!.GetValue<string>(), Is.EqualTo("Server error: Object of type Popen is not JSON serializable"));
        }
        await JsonAsync(server.GetAsync("status/4000000000"), HttpStatusCode.NotFound);
        JsonNode row = (await JsonAsync(server.GetAsync("dashboard"), HttpStatusCode.OK))["processes"]![0]!;
        Assert.That(row["pid"]!.GetValue<int>(), Is.EqualTo(process.Pid));
        Assert.That(row["command"]!.GetValue<string>(), Is.EqualTo(new string('c', 60) + "..."));
    }

    [Test]
    public async Task The_dashboard_takes_a_second()
    {
        var time = new ManualTimeProvider();
        ProcessServer server = await StartAsync(options => options with { TimeProvider = time });

        Task<HttpResponseMessage> answer = server.GetAsync("dashboard");
        await time.WhenTimerWaitsAsync(TimeSpan.FromSeconds(1));
        Assert.That(answer.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));

        await JsonAsync(answer, HttpStatusCode.OK);
    }

    [Test]
    public async Task Processes_end_with_the_emulator()
    {
        ProcessServer server = await StartAsync();
        EmulatorProcess process = await server.RunAsync(new() { IgnoresTermination = true });

        await server.Emulator.DisposeAsync();

        Assert.That(process.Exited.IsCompleted);
        Assert.That(() => server.Emulator.StartProcessAsync(), Throws.InstanceOf<ObjectDisposedException>());
    }

    private static async Task<string> StatusOfAsync(ProcessServer server, EmulatorProcess process) =>
        (await JsonAsync(server.GetAsync($"status/{process.Pid}"), HttpStatusCode.OK))["process"]!["status"]!.GetValue<string>();

    private async Task<ProcessServer> StartAsync(Func<ProcessManagerEmulatorOptions, ProcessManagerEmulatorOptions>? configure = null)
    {
        var options = new ProcessManagerEmulatorOptions { Dialect = ProcessManagerDialect.Extended };
        ProcessServer server = await ProcessServer.StartAsync(configure?.Invoke(options) ?? options);
        _servers.Add(server);
        return server;
    }
}
