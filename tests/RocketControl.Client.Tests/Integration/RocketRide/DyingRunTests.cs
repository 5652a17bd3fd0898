using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>The server never answers pipe requests of a run that dies; its client notices by itself.</summary>
[TestFixture]
internal sealed class DyingRunTests : SlowSendTests
{
    [Test]
    public async Task A_send_whose_run_is_killed_ends([Values("write", "close")] string step)
    {
        var run = await StartRunAsync();
        using var hold = step == "write" ? Server.Faults.Tasks.HoldWrites() : Server.Faults.Tasks.HoldCloses();
        var send = await SendUntilWatchedAsync(run, step, hold);

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
        var first = await SendUntilWatchedAsync(run, "close", hold);
        var second = Client.SendAsync(run, "second");
        await Time.PassAsync(Patience);
        await StateOfAsync(run);

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

        var send = await SendUntilWatchedAsync(run, "close", hold, beforeWatch: () => NewClient().TerminateAsync(run.Id).Soon());

        Assert.That((await send.FailsWith<RunNotRunningException>()).LastStatus?.State, Is.EqualTo(RunState.Stopped));
    }

    [Test]
    public async Task A_send_whose_run_the_server_has_forgotten_ends_too()
    {
        var run = await StartRunAsync();
        using var hold = Server.Faults.Tasks.HoldCloses();
        Server.Faults.On("rrext_get_task_status").FailWith("Your pipeline is not running");
        Server.Faults.On("rrext_monitor").FailWith("Your pipeline is not running");

        var send = await SendUntilWatchedAsync(run, "close", hold);

        Assert.That((await send.FailsWith<RunNotRunningException>()).OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_slow_send_that_is_watched_still_gets_its_result()
    {
        var run = await StartRunAsync();
        using var hold = Server.Faults.Tasks.HoldCloses();
        var send = await SendUntilWatchedAsync(run, "close", hold);

        hold.Release();

        Assert.That((await send.Soon()).Texts, Is.EqualTo(new[] { "text\n\n" }));
    }

    [TestCase("Subprocess exited with code 3")]
    [TestCase("Out of memory")]
    [TestCase("'NoneType' object has no attribute 'read'")]
    public async Task A_run_that_died_unseen_takes_no_more_data_whatever_its_last_words(string words)
    {
        var run = await StartRunAsync();
        Server.Faults.Tasks.CrashEngine(run.Id, 3, words, $"Error*`{words}`*engine.cpp:1");
        await NewClient().WaitAsync(run).Soon();

        var exception = await Client.SendAsync(run, "text").FailsWith<RunNotRunningException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(exception.ServerMessage, Is.EqualTo(words));
        Assert.That(exception.Message, Does.Contain(words).And.Contain("UseAsync"));
    }

    [Test]
    public async Task A_refused_object_is_no_reason_to_call_a_running_run_over()
    {
        var run = await StartRunAsync();
        Server.Faults.On("rrext_process", "open").Once().FailWith("No such lane");

        var exception = await Client.SendAsync(run, "text").FailsWith<PipeFailedException>();

        Assert.That(exception.ServerMessage, Is.EqualTo("No such lane"));
        Assert.That((await Client.SendAsync(run, "next").Soon()).Texts, Is.EqualTo(new[] { "next\n\n" }));
    }
}
