using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>The server ends idle runs and forgets finished ones; here on a clock that the test moves.</summary>
[TestFixture]
internal sealed class ForgottenRunTests : EmulatorTests
{
    private static readonly TimeSpan TillForgotten = TimeSpan.FromMinutes(7);

    private readonly ManualTimeProvider _serverTime = new();

    protected override RocketRideEmulatorOptions ServerOptions => new()
    {
        TimeProvider = _serverTime,
        PingInterval = TimeSpan.FromDays(365),
        Timings = new() { StartDuration = TimeSpan.Zero, ReadyDelay = TimeSpan.Zero, StopDuration = TimeSpan.Zero, StopPoll = TimeSpan.Zero },
    };

    [Test]
    public async Task A_finished_run_is_readable_at_first_and_unknown_later()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run).Soon();
        var before = await Client.GetTaskStatusAsync(run).Soon();

        _serverTime.Advance(TillForgotten);

        Assert.That(before.State, Is.EqualTo(RunState.Cancelled));
        Assert.That((await Client.GetTaskStatusAsync(run).FailsWith<RunNotFoundException>()).Message, Does.Contain("UseAsync"));
        await Client.SendAsync(run, "text").FailsWith<RunNotRunningException>();
        await NewClient().SendAsync(run, "text").FailsWith<RunNotFoundException>();
        await Client.WaitAsync(run).FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task A_run_that_was_forgotten_is_terminated_already_for_who_knew_it_and_unknown_for_others()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run).Soon();
        _serverTime.Advance(TillForgotten);

        var again = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(again.Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
        await NewClient().TerminateAsync(run).FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task A_run_that_was_forgotten_can_be_started_again()
    {
        var first = await StartRunAsync();
        await Client.TerminateAsync(first).Soon();
        _serverTime.Advance(TillForgotten);

        var second = await StartRunAsync();

        Assert.That(second.Id, Is.EqualTo(first.Id));
        Assert.That((await Client.SendAsync(second, "text").Soon()).Texts, Is.EqualTo(new[] { "text\n\n" }));
    }

    [Test]
    public async Task The_monitor_of_a_run_that_ended_six_minutes_ago_ends_at_once()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run).Soon();
        _serverTime.Advance(TimeSpan.FromMinutes(6));
        var stranger = NewTransport();

        await stranger.SubscribeAsync(run.Id, RocketRideEventTypes.Summary).FailsWith<RunNotFoundException>();
        await using var watch = new WatchReader(NewClient().WatchAsync(run.Id));
        await watch.NextAsync().FailsWith<RunNotFoundException>();

        Assert.That(Server.ReceivedRequests.Where(request => request.Command == "rrext_monitor"), Is.Empty);
    }

    /// <summary>With the run the server forgets what is wanted of it, on every connection.</summary>
    [Test]
    public async Task Whoever_follows_a_project_hears_of_the_run_after_the_one_that_was_forgotten()
    {
        await using var subscription = await NewTransport().SubscribeToProjectAsync("project", RocketRideEventTypes.Task, Pipelines.Source).Soon();
        await Client.TerminateAsync(await StartRunAsync()).Soon();
        _serverTime.Advance(TillForgotten);

        await StartRunAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var begun = 0;
        await foreach (var next in subscription.ReadAllAsync(limit.Token))
        {
            if (next is TaskEvent { Action: "begin" } && ++begun == 2)
                break;
        }
        Assert.That(begun, Is.EqualTo(2));
    }

    [Test]
    public async Task An_idle_run_ends_when_its_time_to_live_is_over()
    {
        var run = await Client.UseAsync(Pipelines.Echo(), new UseOptions { TimeToLive = TimeSpan.FromSeconds(120) }).Soon();
        var wait = Client.WaitAsync(run);
        await Server.WaitForRequestAsync("rrext_monitor").Soon();

        _serverTime.Advance(TimeSpan.FromSeconds(120));

        Assert.That((await wait.Soon()).State, Is.EqualTo(RunState.Stopped));
        await Client.SendAsync(run, "text").FailsWith<RunNotRunningException>();
    }

    [Test]
    public async Task A_run_without_a_time_to_live_goes_on()
    {
        var run = await Client.UseAsync(Pipelines.Echo(), new UseOptions { TimeToLive = TimeSpan.Zero }).Soon();

        _serverTime.Advance(TimeSpan.FromHours(2));

        Assert.That(await StateOfAsync(run), Is.EqualTo(RunState.Running));
    }
}
