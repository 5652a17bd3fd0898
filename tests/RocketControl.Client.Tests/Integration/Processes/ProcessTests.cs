using System.Diagnostics;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Integration.Processes;

/// <summary>Real processes, ended over real sockets.</summary>
[TestFixture]
internal sealed class ProcessTests
{
    private readonly List<IAsyncDisposable> _opened = [];

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened))
            await opened.DisposeAsync().Soon();
    }

    [Test]
    public async Task A_process_is_asked_to_end_and_another_is_killed_and_the_operating_system_knows_neither()
    {
        var server = await ServeAsync();
        var client = ClientOf(server);
        var gentle = await server.StartProcessAsync();
        var stubborn = await server.StartProcessAsync(new() { IgnoresTermination = true });

        await client.TerminateAsync($"{gentle.Pid}").Soon();
        await client.TerminateAsync($"{stubborn.Pid}", new TerminateOptions { Mode = TerminateMode.Force }).Soon();

        Assert.That(await gentle.Exited.Soon(), Is.Zero);
        Assert.That(await stubborn.Exited.Soon(), Is.Not.Zero);
        Assert.That(() => Process.GetProcessById(gentle.Pid), Throws.ArgumentException);
        Assert.That(() => Process.GetProcessById(stubborn.Pid), Throws.ArgumentException);
    }

    [Test]
    public async Task Accepted_is_not_ended()
    {
        var server = await ServeAsync();
        var client = ClientOf(server);
        var stubborn = await server.StartProcessAsync(new() { IgnoresTermination = true });

        var gentle = await client.TerminateAsync($"{stubborn.Pid}", new TerminateOptions { WaitForCompletion = true }).Soon();
        var force = await client.TerminateAsync($"{stubborn.Pid}", new TerminateOptions { Mode = TerminateMode.Force }).Soon();

        Assert.That((gentle.Outcome, gentle.CompletionUnknown), Is.EqualTo((TerminateOutcome.Accepted, true)));
        Assert.That((force.Outcome, force.EffectiveMode), Is.EqualTo((TerminateOutcome.AlreadyTerminated, TerminateMode.Graceful)));
        Assert.That(stubborn.Exited.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_process_that_ends_by_itself_has_completed()
    {
        var server = await ServeAsync(new() { Dialect = ProcessManagerDialect.Extended });
        var client = ClientOf(server);
        var process = await server.StartProcessAsync();
        var run = await client.AttachAsync($"{process.Pid}").Soon();

        await process.EndAsync(3).Soon();

        Assert.That((await client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Completed));
    }

    [Test]
    public async Task A_process_halts_and_goes_on()
    {
        var server = await ServeAsync(new() { Dialect = ProcessManagerDialect.Extended });
        var client = ClientOf(server);
        var process = await server.StartProcessAsync();
        var run = await client.AttachAsync($"{process.Pid}").Soon();

        await client.PauseAsync(run).Soon();
        var paused = await client.GetTaskStatusAsync(run).Soon();
        await client.ResumeAsync(run).Soon();
        await process.SayAsync("awake").Soon();

        Assert.That(paused.State, Is.EqualTo(RunState.Paused));
        var awake = await client.GetTaskStatusAsync(run).Soon();
        Assert.That((awake.State, awake.Detail), Is.EqualTo((RunState.Running, "awake")));
    }

    [Test]
    public async Task Without_a_route_nothing_halts_and_the_second_refusal_needs_no_request()
    {
        var server = await ServeAsync();
        var client = ClientOf(server);
        var process = await server.StartProcessAsync();

        await client.PauseAsync($"{process.Pid}").FailsWith<RunNotSupportedException>();
        await client.PauseAsync($"{process.Pid}").FailsWith<RunNotSupportedException>();

        Assert.That(server.ReceivedRequests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Halting_what_has_ended_is_refused_as_such()
    {
        var server = await ServeAsync(new() { Dialect = ProcessManagerDialect.Extended });
        var client = ClientOf(server);
        var process = await server.StartProcessAsync();
        var run = await client.AttachAsync($"{process.Pid}").Soon();
        await process.EndAsync().Soon();

        var failure = await client.PauseAsync(run).FailsWith<RunInvalidStateException>();

        Assert.That(failure.Message, Does.Contain("has ended"));
    }

    [Test]
    public async Task A_paused_process_of_the_documented_dialect_is_to_be_resumed_before_it_can_be_ended()
    {
        var server = await ServeAsync(new() { HasSiblingRoutes = true });
        var client = ClientOf(server);
        var process = await server.StartProcessAsync();
        await client.PauseAsync($"{process.Pid}").Soon();

        await client.TerminateAsync($"{process.Pid}").FailsWith<RunInvalidStateException>();
        await client.ResumeAsync($"{process.Pid}").Soon();
        await client.TerminateAsync($"{process.Pid}").Soon();

        Assert.That(await process.Exited.Soon(), Is.Zero);
    }

    [Test]
    public async Task A_pid_that_belongs_to_another_process_by_now_is_left_alone()
    {
        var server = await ServeAsync(new() { Dialect = ProcessManagerDialect.Extended });
        var client = ClientOf(server);
        var process = await server.StartProcessAsync();
        var run = await client.AttachAsync($"{process.Pid}").Soon();
        (process.Command, process.StartedAt) = ("postgres", process.StartedAt.AddHours(1));

        await client.TerminateAsync(run).FailsWith<RunGoneException>();

        Assert.That(process.Exited.IsCompleted, Is.False);
        Assert.That(server.ReceivedRequests.Select(request => request.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    public async Task A_lost_answer_is_no_failure([Values] ProcessManagerDialect dialect)
    {
        var server = await ServeAsync(new() { Dialect = dialect, HasSiblingRoutes = true });
        var client = ClientOf(server);
        var process = await server.StartProcessAsync(new() { IgnoresTermination = dialect == ProcessManagerDialect.Documented });
        var run = await client.AttachAsync($"{process.Pid}").Soon();
        server.Faults.On("POST").Once().DropAfterExecuting();

        var result = await client.TerminateAsync(run, new TerminateOptions { TreatAlreadyTerminatedAsSuccess = false }).Soon();

        Assert.That(
            result.Outcome, Is.EqualTo(dialect == ProcessManagerDialect.Documented ? TerminateOutcome.Accepted : TerminateOutcome.Completed));
        Assert.That(server.ReceivedRequests.Count(request => request.Method == "POST"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_gateway_that_fails_for_a_moment_is_asked_again()
    {
        var server = await ServeAsync(new() { Dialect = ProcessManagerDialect.Extended });
        var client = ClientOf(server);
        server.Faults.On("GET").Times(2).AnswerAsProxy(503);

        Assert.That(await client.ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public async Task A_stale_record_that_cannot_be_ended_is_no_success()
    {
        var server = await ServeAsync(new() { Dialect = ProcessManagerDialect.Extended, LeavesStaleRecords = true });
        var client = ClientOf(server);
        var process = await server.StartProcessAsync();
        await process.EndAsync().Soon();

        await client.TerminateAsync($"{process.Pid}").FailsWith<RunTerminationFailedException>();
    }

    [Test]
    public async Task A_base_address_may_have_a_path([Values("", "/")] string end)
    {
        var server = await ServeAsync(new() { BasePath = "/team/manager" });
        var process = await server.StartProcessAsync();

        await ClientOf(server, server.Endpoint + end).TerminateAsync($"{process.Pid}").Soon();

        Assert.That(server.ReceivedRequests.Single().Path, Is.EqualTo($"/team/manager/api/processes/terminate/{process.Pid}"));
    }

    [Test]
    public async Task A_denied_signal_is_a_failed_termination([Values] ProcessManagerDialect dialect)
    {
        var server = await ServeAsync(new() { Dialect = dialect });
        var process = await server.StartProcessAsync();
        process.DeniesSignals = true;

        await ClientOf(server).TerminateAsync($"{process.Pid}").FailsWith<RunTerminationFailedException>();
    }

    private async Task<ProcessManagerEmulator> ServeAsync(ProcessManagerEmulatorOptions? options = null)
    {
        var server = await ProcessManagerEmulator.StartAsync(options);
        _opened.Add(server);
        return server;
    }

    private RunControlClient ClientOf(ProcessManagerEmulator server, string? endpoint = null)
    {
        var client = RunControlClient.ForProcesses(Watched.Processes with
        {
            Endpoint = endpoint ?? server.Endpoint.ToString(),
            RetryDelay = TimeSpan.FromMilliseconds(1),
        });
        _opened.Add(client);
        return client;
    }
}
