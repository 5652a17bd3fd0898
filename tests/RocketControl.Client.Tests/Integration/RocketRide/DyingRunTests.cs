using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>The server never answers pipe requests of a run that dies; its client notices by itself.</summary>
[TestFixture]
internal sealed class DyingRunTests : EmulatorTests
{
    /// <summary>After this time without an answer a send begins to watch its run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();

    protected override RocketRideEmulatorOptions ServerOptions => new() { Timings = new() { KillTimeout = TimeSpan.FromMilliseconds(10) } };

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = _time };

    [Test]
    public async Task A_send_whose_run_is_killed_ends([Values("write", "close")] string step)
    {
        var run = await StartRunAsync();
        using var hold = step == "write" ? Server.Faults.Tasks.HoldWrites() : Server.Faults.Tasks.HoldCloses();
        var send = Client.SendAsync(run, "text");
        await hold.Reached.Soon();
        await _time.PassAsync(Patience);
        await Server.WaitForRequestAsync("rrext_monitor").Soon();

        Server.Faults.Tasks.KillEngine(run.Id);
        var exception = await send.FailsWith<RunNotRunningException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.InvalidState));
            Assert.That(exception.OutcomeUnknown, Is.True);
            Assert.That(exception.LastStatus?.State, Is.EqualTo(RunState.Completed));
            Assert.That(exception.Message, Does.Contain("Start the run again"));
        });
    }

    [Test]
    public async Task A_send_that_waits_for_a_free_pipe_ends_when_its_run_crashes()
    {
        var run = await Client.UseAsync(Pipelines.Echo(), new UseOptions { Threads = 1 }).Soon();
        using var hold = Server.Faults.Tasks.HoldCloses();
        var first = Client.SendAsync(run, "first");
        await hold.Reached.Soon();
        var second = Client.SendAsync(run, "second");
        await _time.WhenArmedAsync(Patience, count: 2);
        _time.Advance(Patience);
        await Server.WaitForRequestAsync("rrext_monitor").Soon();

        Server.Faults.Tasks.CrashEngine(run.Id, 3, "Out of memory", "Error*`Out of memory`*engine.cpp:1");

        var failures = await Task.WhenAll(first.FailsWith<RunNotRunningException>(), second.FailsWith<RunNotRunningException>());
        Assert.That(failures.Select(failure => failure.LastStatus?.Error), Is.All.EqualTo("Out of memory"));
        Assert.That(failures.Select(failure => failure.OutcomeUnknown), Is.All.True);
    }

    [Test]
    public async Task A_send_whose_run_was_over_before_it_was_watched_ends_too()
    {
        var run = await StartRunAsync();
        using var hold = Server.Faults.Tasks.HoldCloses();
        var send = Client.SendAsync(run, "text");
        await hold.Reached.Soon();
        await NewClient().TerminateAsync(run.Id).Soon();

        await _time.PassAsync(Patience);

        Assert.That((await send.FailsWith<RunNotRunningException>()).LastStatus?.State, Is.EqualTo(RunState.Stopped));
    }

    [Test]
    public async Task A_send_whose_run_the_server_has_forgotten_ends_too()
    {
        var run = await StartRunAsync();
        using var hold = Server.Faults.Tasks.HoldCloses();
        Server.Faults.On("rrext_get_task_status").FailWith("Your pipeline is not running");
        Server.Faults.On("rrext_monitor").FailWith("Your pipeline is not running");
        var send = Client.SendAsync(run, "text");
        await hold.Reached.Soon();

        await _time.PassAsync(Patience);

        Assert.That((await send.FailsWith<RunNotRunningException>()).OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_slow_send_that_is_watched_still_gets_its_result()
    {
        var run = await StartRunAsync();
        using var hold = Server.Faults.Tasks.HoldCloses();
        var send = Client.SendAsync(run, "slow");
        await hold.Reached.Soon();
        await _time.PassAsync(Patience);
        await Server.WaitForRequestAsync("rrext_monitor").Soon();

        hold.Release();

        Assert.That((await send.Soon()).Texts, Is.EqualTo(new[] { "slow\n\n" }));
    }

    [Test]
    public async Task A_run_that_died_unseen_takes_no_more_data_and_says_so()
    {
        var run = await StartRunAsync();
        Server.Faults.Tasks.CrashEngine(run.Id, 3, "Subprocess exited with code 3");
        await Client.WaitAsync(run).Soon();

        var exception = await Client.SendAsync(run, "text").FailsWith<RunNotRunningException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(exception.ServerMessage, Is.EqualTo("Subprocess exited with code 3"));
    }
}
