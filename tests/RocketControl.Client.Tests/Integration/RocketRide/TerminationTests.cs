using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class TerminationTests : SlowSendTests
{
    /// <summary>No other timer's time.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(7);

    [Test]
    public async Task A_graceful_termination_finishes_the_sends_in_work_and_takes_no_new_ones()
    {
        var run = await StartRunAsync();
        using var close = Server.Faults.Tasks.HoldCloses();
        var inWork = Client.SendAsync(run, "in work");
        await close.Reached.Soon();

        var termination = Client.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Graceful });
        var refused = await Client.SendAsync(run, "too late").FailsWith<RunNotRunningException>();
        var toldServerEarly = CountRequests("terminate");
        close.Release();
        var result = await inWork.Soon();
        var end = await termination.Soon();

        Assert.Multiple(() =>
        {
            Assert.That(refused.Message, Does.Contain("ended by this client, or is being ended"));
            Assert.That(refused.OutcomeUnknown, Is.False);
            Assert.That(CountRequests("rrext_process", "open"), Is.EqualTo(1), "the late send was refused before anything was sent");
            Assert.That(toldServerEarly, Is.Zero);
            Assert.That(result.Texts, Is.EqualTo(new[] { "in work\n\n" }));
            Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Accepted));
            Assert.That(end.EffectiveMode, Is.EqualTo(TerminateMode.Graceful));
            Assert.That(end.SendsFinished, Is.EqualTo(1));
            Assert.That(end.SendsCutOff, Is.Zero);
        });
    }

    [Test]
    public async Task A_graceful_termination_cuts_off_sends_that_take_too_long()
    {
        var run = await StartRunAsync();
        using var close = Server.Faults.Tasks.HoldCloses();
        var inWork = await SendUntilWatchedAsync(run, "close", close);

        var termination = Client.TerminateAsync(run, new TerminateOptions { DrainTimeout = DrainTimeout });
        await Time.PassAsync(DrainTimeout);
        var end = await termination.Soon();
        var exception = await inWork.FailsWith<RunNotRunningException>();

        Assert.Multiple(() =>
        {
            Assert.That(end.SendsFinished, Is.Zero);
            Assert.That(end.SendsCutOff, Is.EqualTo(1));
            Assert.That(exception.OutcomeUnknown, Is.True);
            Assert.That(exception.LastStatus?.State, Is.EqualTo(RunState.Cancelled));
        });
    }

    [Test]
    public async Task A_forced_termination_waits_for_nothing()
    {
        var run = await StartRunAsync();
        using var close = Server.Faults.Tasks.HoldCloses();
        var inWork = await SendUntilWatchedAsync(run, "close", close);

        var end = await Client.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Force }).Soon();
        var exception = await inWork.FailsWith<RunNotRunningException>();

        Assert.Multiple(() =>
        {
            Assert.That(end.EffectiveMode, Is.EqualTo(TerminateMode.Force));
            Assert.That(end.SendsFinished, Is.Zero);
            Assert.That(end.SendsCutOff, Is.EqualTo(1));
            Assert.That(exception.OutcomeUnknown, Is.True);
        });
    }

    [Test]
    public async Task A_termination_that_is_cancelled_while_it_drains_was_never_asked_for()
    {
        var run = await StartRunAsync();
        using var close = Server.Faults.Tasks.HoldCloses();
        var inWork = Client.SendAsync(run, "in work");
        await close.Reached.Soon();
        using var cancellation = new CancellationTokenSource();
        var termination = Client.TerminateAsync(run, cancellation.Token);

        await cancellation.CancelAsync();
        await termination.IsCancelledBy(cancellation.Token);
        close.Release();

        Assert.That((await inWork.Soon()).Texts, Is.EqualTo(new[] { "in work\n\n" }));
        Assert.That((await Client.SendAsync(run, "next").Soon()).Texts, Is.EqualTo(new[] { "next\n\n" }));
        Assert.That(CountRequests("terminate"), Is.Zero);
    }

    [Test]
    public async Task A_termination_that_the_server_refuses_lets_the_sends_in_again()
    {
        var run = await StartRunAsync();
        Server.Faults.On("terminate").Once().FailWith("Permission 'task.control' denied for this task");

        await Client.TerminateAsync(run).FailsWith<RunPermissionException>();
        var result = await Client.SendAsync(run, "next").Soon();
        await NewClient().TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(result.Texts, Is.EqualTo(new[] { "next\n\n" }));
        Assert.That(await StateOfAsync(run), Is.EqualTo(RunState.Stopped), "it was somebody else who ended it");
    }

    [Test]
    public async Task A_run_that_is_not_seen_to_go_down_is_a_timeout_with_the_last_status()
    {
        var run = await StartRunAsync();
        var timeout = TimeSpan.FromSeconds(4);
        Server.Faults.OnEvent("apaevt_status_update").Swallow();
        Server.Faults.On("rrext_get_task_status").RewriteReply(reply => (reply["body"]!["state"], reply["body"]!["completed"]) = (3, false));

        var termination = Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true, Timeout = timeout });
        await Server.WaitForRequestAsync("rrext_get_task_status").Soon();
        await Time.WhenArmedAsync(TimeSpan.FromSeconds(5));
        await Time.PassAsync(timeout);
        var exception = await termination.FailsWith<RunTimeoutException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.Terminate));
            Assert.That(exception.Timeout, Is.EqualTo(timeout));
            Assert.That(exception.LastStatus?.State, Is.EqualTo(RunState.Running));
            Assert.That(exception.Message, Does.Contain("Running"));
        });
    }

    [Test]
    public async Task A_run_that_is_over_and_forgotten_was_terminated_already()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();
        await Server.RestartAsync().Soon();

        var again = await Client.TerminateAsync(run).Soon();
        var exception = await Client.TerminateAsync(run, new TerminateOptions { TreatAlreadyTerminatedAsSuccess = false })
            .FailsWith<RunAlreadyTerminatedException>();

        Assert.That(again.Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
        Assert.That(exception.Message, Does.Contain("had ended"));
    }

    [Test]
    public async Task The_end_of_a_run_is_told_apart_by_who_ended_it()
    {
        var terminated = await StartRunAsync("terminated");
        var killed = await StartRunAsync("killed");
        var crashed = await StartRunAsync("crashed");
        var ended = await StartRunAsync("ended by another");

        await Client.TerminateAsync(terminated, new TerminateOptions { WaitForCompletion = true }).Soon();
        Server.Faults.Tasks.KillEngine(killed.Id);
        Server.Faults.Tasks.CrashEngine(crashed.Id, 3, "Out of memory", "Error*`Out of memory`*engine.cpp:1");
        await NewClient().TerminateAsync(ended.Id, new TerminateOptions { WaitForCompletion = true }).Soon();
        var crash = await Client.WaitAsync(crashed).Soon();

        Assert.That((await Client.WaitAsync(terminated).Soon()).State, Is.EqualTo(RunState.Cancelled));
        Assert.That((await Client.WaitAsync(killed).Soon()).State, Is.EqualTo(RunState.Completed));
        Assert.That((await Client.WaitAsync(ended).Soon()).State, Is.EqualTo(RunState.Stopped));
        Assert.That((crash.State, crash.Error, crash.ExitCode), Is.EqualTo((RunState.Failed, "Out of memory", 3)));
    }
}
