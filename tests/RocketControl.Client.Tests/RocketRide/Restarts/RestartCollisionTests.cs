using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Restarts;

/// <summary>Two restarts of one run at once spoil it for good (RocketRide protocol §3.2), so one client never lets that happen.</summary>
internal sealed class RestartCollisionTests : EmulatorTests
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(12);

    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = _time };

    protected override RocketRideEmulatorOptions ServerOptions => new() { Timings = new RocketRideTimings { KillTimeout = TimeSpan.FromMilliseconds(20) } };

    [Test]
    public async Task Two_restarts_at_once_reach_the_server_one_after_the_other()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        var reply = Server.Faults.On("restart").Once().HoldReply();

        var first = Client.RestartAsync(run, Pipelines.Echo(setting: "1"));
        var second = Client.RestartAsync(run, Pipelines.Echo(setting: "2"));
        await Server.WaitForRequestAsync("restart").Soon();
        await Client.GetTaskStatusAsync(run).Soon();
        var sentAtOnce = CountRequests("restart");
        reply.Release();
        await Task.WhenAll(first, second).Soon();

        Assert.That((sentAtOnce, CountRequests("restart")), Is.EqualTo((1, 2)));
        Assert.That((await Client.SendAsync(run, "alive").Soon()).Texts, Is.EqualTo(["alive\n\n"]));
    }

    [Test]
    public async Task One_who_gives_up_its_turn_does_not_let_the_next_one_pass()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        var reply = Server.Faults.On("restart").Once().HoldReply();
        using var impatient = new CancellationTokenSource();

        var first = Client.RestartAsync(run, Pipelines.Echo());
        var second = Client.RestartAsync(run, Pipelines.Echo(), impatient.Token);
        var third = Client.RestartAsync(run, Pipelines.Echo());
        await Server.WaitForRequestAsync("restart").Soon();
        await impatient.CancelAsync();
        await second.IsCancelledBy(impatient.Token);
        await Client.GetTaskStatusAsync(run).Soon();
        var sentAtOnce = CountRequests("restart");
        reply.Release();
        await Task.WhenAll(first, third).Soon();

        Assert.That((sentAtOnce, CountRequests("restart")), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_restart_without_an_answer_is_not_sent_again_and_says_that_it_may_have_happened()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        Server.Faults.On("restart").Once().DropAfterExecuting();

        var failure = await Fails.With<RunConnectionLostException>(() => Client.RestartAsync(run, Pipelines.Echo()));

        Assert.That((failure.OutcomeUnknown, failure.ExpectedRunId), Is.EqualTo((true, run.Id)));
        Assert.That(CountRequests("restart"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_next_restart_waits_until_one_without_an_answer_must_be_through()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        Server.Faults.On("restart").Once().DropAfterExecuting();
        await Fails.With<RunConnectionLostException>(() => Client.RestartAsync(run, Pipelines.Echo()));

        var next = Client.RestartAsync(run, Pipelines.Echo());
        await _time.WhenArmedAsync(LongestStop);
        var sentTooEarly = CountRequests("restart");
        _time.Advance(LongestStop);
        await next.Soon();

        Assert.That((sentTooEarly, CountRequests("restart")), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task The_next_restart_waits_as_long_as_one_that_was_given_up_is_still_starting_the_run()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        var start = Server.Faults.Tasks.HoldStarts();
        using var impatient = new CancellationTokenSource();
        var givenUp = Client.RestartAsync(run, Pipelines.Echo(), impatient.Token);
        await start.Reached.Soon();
        await impatient.CancelAsync();
        await givenUp.IsCancelledBy(impatient.Token);

        var next = Client.RestartAsync(run, Pipelines.Echo());
        await _time.PassAsync(LongestStop);
        await _time.WhenArmedAsync(TimeSpan.FromSeconds(1));
        var sentTooEarly = CountRequests("restart");
        start.Release();
        await IsUpAsync(run).Soon();
        await _time.PassAsync(TimeSpan.FromSeconds(1));
        await next.Soon();

        Assert.That((sentTooEarly, CountRequests("restart")), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_send_that_somebody_elses_restart_cut_off_ends()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        var close = Server.Faults.Tasks.HoldCloses();
        var send = Client.SendAsync(run, "cut off");
        await close.Reached.Soon();
        await _time.PassAsync(TimeSpan.FromSeconds(1));
        await Server.WaitForRequestAsync("rrext_monitor").Soon();
        await Server.WaitForRequestAsync("rrext_get_task_status").Soon();

        await NewClient(base.ClientOptions).RestartAsync(run, Pipelines.Echo()).Soon();

        var failure = await send.FailsWith<RunNotRunningException>();
        Assert.That(failure.OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_terminate_ends_the_run_although_a_restart_was_still_stopping_it()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        using var stop = Server.Faults.Tasks.HoldStops();
        var restart = Client.RestartAsync(run, Pipelines.Echo());
        await stop.Reached.Soon();

        var terminate = Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true });
        await Server.WaitForRequestAsync("terminate").Soon();
        stop.Release();
        await restart.Soon();
        var result = await terminate.Soon();

        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Completed));
        Assert.That(await StateOfAsync(run), Is.EqualTo(RunState.Cancelled));
        await Client.SendAsync(run, "late").FailsWith<RunNotRunningException>();
    }

    [Test]
    public async Task A_terminate_ends_a_run_that_a_restart_is_starting()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        using var start = Server.Faults.Tasks.HoldStarts();
        var restart = Client.RestartAsync(run, Pipelines.Echo());
        await start.Reached.Soon();

        var result = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        await restart.FailsWith<RunStartFailedException>();
        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Completed));
        Assert.That(await StateOfAsync(run), Is.EqualTo(RunState.Cancelled));
    }

    private async Task IsUpAsync(Run run)
    {
        await foreach (var next in NewClient(base.ClientOptions).WatchAsync(run))
        {
            if (next is RunStatusChanged { Status.State: RunState.Running })
                return;
        }
    }
}
