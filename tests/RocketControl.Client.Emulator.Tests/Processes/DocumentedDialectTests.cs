using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using static RocketControl.Client.Emulator.Tests.Processes.ProcessServer;

namespace RocketControl.Client.Emulator.Tests.Processes;

[TestFixture]
internal sealed class DocumentedDialectTests
{
    private const int KilledBySignal9 = 137;

    private ProcessServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await ProcessServer.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_gentle_end_lets_the_real_process_end_itself()
    {
        EmulatorProcess process = await _server.RunAsync();
        Assert.That(() => Process.GetProcessById(process.Pid), Throws.Nothing);

        JsonObject answer = await JsonAsync(_server.PostAsync($"terminate/{process.Pid}"), HttpStatusCode.OK);

        Assert.That(await ExitOf(process), Is.Zero);
        Assert.That(() => Process.GetProcessById(process.Pid), Throws.ArgumentException);
        Assert.That(answer.Select(member => member.Key), Is.EqualTo(new[] { "success", "pid", "status", "message", "timestamp" }));
        Assert.That(answer["pid"]!.GetValue<int>(), Is.EqualTo(process.Pid));
        Assert.That(answer["status"]!.GetValue<string>(), Is.EqualTo("terminated"));
        Assert.That(
            DateTime.TryParseExact(
                answer["timestamp"]!.GetValue<string>(), "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "a local time without a zone");
    }

    [Test]
    public async Task A_forced_end_kills_the_real_process()
    {
        EmulatorProcess process = await _server.RunAsync(new() { IgnoresTermination = true });

        await JsonAsync(_server.PostAsync($"terminate/{process.Pid}", """{"force":true}"""), HttpStatusCode.OK);

        Assert.That(await ExitOf(process), Is.Not.Zero);
        if (!OperatingSystem.IsWindows())
            Assert.That(await ExitOf(process), Is.EqualTo(KilledBySignal9));
    }

    [Test]
    public async Task The_answer_does_not_wait_and_the_record_rules_out_a_second_try_by_force()
    {
        EmulatorProcess process = await _server.RunAsync(new() { IgnoresTermination = true });

        await JsonAsync(_server.PostAsync($"terminate/{process.Pid}"), HttpStatusCode.OK);
        JsonObject again = await JsonAsync(_server.PostAsync($"terminate/{process.Pid}", """{"force":true}"""), HttpStatusCode.BadRequest);

        Assert.That(again["error"]!.GetValue<string>(), Is.EqualTo($"Process already terminated: PID {process.Pid}"));
        Assert.That(process.Exited.IsCompleted, Is.False, "it is alive although the record says terminated");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There are no process groups.")]
    public async Task The_signal_goes_to_the_group()
    {
        EmulatorProcess process = await _server.RunAsync(new() { HasChild = true });
        using Process child = Process.GetProcessById(process.ChildPid!.Value);

        await JsonAsync(_server.PostAsync($"terminate/{process.Pid}", """{"force":true}"""), HttpStatusCode.OK);

        await ExitOf(process);
        await child.WaitForExitAsync();
    }

    [Test]
    public async Task An_unknown_pid_is_not_found()
    {
        JsonObject answer = await JsonAsync(_server.PostAsync("terminate/4000000000"), HttpStatusCode.NotFound);

        Assert.That(answer.ToJsonString(), Is.EqualTo("""{"error":"Process not found: PID 4000000000"}"""));
    }

    [Test]
    public async Task A_process_that_ended_by_itself_is_not_found()
    {
        EmulatorProcess process = await _server.RunAsync();
        await process.EndAsync(3);

        await JsonAsync(_server.PostAsync($"terminate/{process.Pid}"), HttpStatusCode.NotFound);

        Assert.That(await ExitOf(process), Is.EqualTo(3));
    }

    [Test]
    public async Task A_denied_signal_is_a_failed_termination()
    {
        EmulatorProcess process = await _server.RunAsync();
        process.DeniesSignals = true;

        JsonObject answer = await JsonAsync(_server.PostAsync($"terminate/{process.Pid}"), HttpStatusCode.InternalServerError);

        Assert.That(answer["error"]!.GetValue<string>(), Is.EqualTo("Failed to terminate process: [Errno 1] Operation not permitted"));
    }

    [TestCase("", null, "415 Unsupported Media Type")]
    [TestCase("{}", "text/plain", "415 Unsupported Media Type")]
    [TestCase("", "application/json", "400 Bad Request")]
    [TestCase("{", "application/json", "400 Bad Request")]
    [TestCase("[1]", "application/json", "'list' object has no attribute 'get'")]
    [TestCase("\"x\"", "application/json", "'str' object has no attribute 'get'")]
    public async Task A_mistake_in_the_body_is_a_server_error(string body, string? contentType, string expected)
    {
        EmulatorProcess process = await _server.RunAsync();

        JsonObject answer = await JsonAsync(_server.PostAsync($"terminate/{process.Pid}", body, contentType), HttpStatusCode.InternalServerError);

        Assert.That(answer["error"]!.GetValue<string>(), Does.StartWith("Server error: " + expected));
        Assert.That(process.Exited.IsCompleted, Is.False);
    }

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"force":0}""")]
    [TestCase("""{"force":""}""")]
    public async Task What_Python_takes_for_nothing_is_a_gentle_end(string body)
    {
        EmulatorProcess process = await _server.RunAsync();

        await JsonAsync(_server.PostAsync($"terminate/{process.Pid}", body), HttpStatusCode.OK);

        Assert.That(await ExitOf(process), Is.Zero);
    }

    [TestCase("terminate/abc")]
    [TestCase("terminate/-1")]
    [TestCase("terminate/")]
    [TestCase("status/1")]
    [TestCase("list")]
    [TestCase("nothing/1")]
    public async Task An_absent_route_is_a_page_for_people(string path) =>
        Assert.That(await PageAsync(_server.PostAsync(path), HttpStatusCode.NotFound), Does.Contain("<title>404 Not Found</title>"));

    [Test]
    public async Task A_wrong_method_is_a_page_for_people() =>
        Assert.That(await PageAsync(_server.GetAsync("terminate/1"), HttpStatusCode.MethodNotAllowed), Does.Contain("<title>405 Method Not Allowed</title>"));
}
