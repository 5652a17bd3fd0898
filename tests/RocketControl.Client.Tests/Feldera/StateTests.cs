using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>What the server's words mean (run model §2).</summary>
[TestFixture]
internal sealed class StateTests : FelderaTests
{
    [TestCase("Stopped", "Stopped", "Success", RunState.Stopped)]
    [TestCase("Stopped", "Running", "Pending", RunState.Pending)]
    [TestCase("Stopped", "Running", "CompilingRust", RunState.Pending)]
    [TestCase("Stopped", "Running", "SqlError", RunState.Failed)]
    [TestCase("Stopped", "Running", "RustError", RunState.Failed)]
    [TestCase("Stopped", "Paused", "SystemError", RunState.Failed)]
    [TestCase("Stopped", "Stopped", "SqlError", RunState.Stopped)]
    [TestCase("Stopping", "Stopped", "Success", RunState.Stopping)]
    [TestCase("Running", "Stopped", "Success", RunState.Stopping)]
    [TestCase("Running", "Suspended", "Success", RunState.Stopping)]
    [TestCase("Paused", "Suspended", "Success", RunState.Stopping)]
    [TestCase("Suspended", "Suspended", "Success", RunState.Stopping)]
    [TestCase("Provisioning", "Running", "Success", RunState.Starting)]
    [TestCase("Initializing", "Running", "Success", RunState.Starting)]
    [TestCase("Bootstrapping", "Running", "Success", RunState.Starting)]
    [TestCase("ConcurrentBootstrapping", "Running", "Success", RunState.Starting)]
    [TestCase("Synchronizing", "Running", "Success", RunState.Starting)]
    [TestCase("Replaying", "Running", "Success", RunState.Starting)]
    [TestCase("Coordination", "Running", "Success", RunState.Starting)]
    [TestCase("AwaitingApproval", "Running", "Success", RunState.AwaitingInput)]
    [TestCase("Standby", "Standby", "Success", RunState.AwaitingInput)]
    [TestCase("Running", "Running", "Success", RunState.Running)]
    [TestCase("Running", "Paused", "Success", RunState.Running)]
    [TestCase("Paused", "Paused", "Success", RunState.Paused)]
    [TestCase("Meditating", "Running", "Success", RunState.Unknown)]
    [TestCase("Running", "Meditating", "Enlightened", RunState.Running)]
    public async Task A_state_follows_from_status_and_wish(string status, string desired, string program, RunState expected)
    {
        Server.On(Status, Pipeline(status, desired, program: program)).On(StatsAddress, Stats());

        var seen = await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(seen.State, Is.EqualTo(expected));
            Assert.That(seen.RawState, Is.EqualTo(status));
            Assert.That(seen.DesiredState, Is.EqualTo(desired));
        });
    }

    [Test]
    public async Task An_error_makes_a_run_at_rest_a_failure()
    {
        Server.On(Status, AtRest(Error("RuntimeError.WorkerPanic", "a worker panicked")));

        var seen = await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();

        Assert.That(seen.State, Is.EqualTo(RunState.Failed));
        Assert.That(seen.Error, Is.EqualTo("RuntimeError.WorkerPanic: a worker panicked"));
        Assert.That(seen.EndedAt, Is.EqualTo(new DateTimeOffset(2026, 3, 14, 8, 30, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_process_that_cannot_be_reached_keeps_its_last_state()
    {
        Server.On(Status, Pipeline("Paused")).On(Status, Pipeline("Unavailable", "Paused")).On(StatsAddress, Stats());

        await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();
        var seen = await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();

        Assert.That((seen.State, seen.IsReachable, seen.IsStale, seen.RawState), Is.EqualTo((RunState.Paused, false, true, "Unavailable")));
    }

    [Test]
    public async Task What_was_there_before_an_accepted_end_does_not_come_back()
    {
        Server.On(Status, Pipeline()).On(Force, "\"ok\"", 202).On(StatsAddress, Stats());
        await Transport.TerminateAsync(Run, new TerminateOptions { Mode = TerminateMode.Force }, CancellationToken.None).Soon();

        var stale = await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();

        Assert.That((stale.State, stale.IsStale, stale.RawState), Is.EqualTo((RunState.Stopping, true, "Running")));
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await Transport.GetStatusAsync(Run, CancellationToken.None).Soon()).State, Is.EqualTo(RunState.Running), "nothing is stale for so long");
    }

    [Test]
    public async Task An_end_of_which_nobody_knows_whether_it_arrived_is_not_claimed()
    {
        Server.On(Status, Pipeline()).On(StatsAddress, Stats()).On(Force, Error("PipelineInteractionUnreachable"), 503);
        await FailureAsync<RunUnavailableException>(
            Transport.TerminateAsync(Run, new TerminateOptions { Mode = TerminateMode.Force }, CancellationToken.None));

        Assert.That((await Transport.GetStatusAsync(Run, CancellationToken.None).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task Another_deployment_is_another_run()
    {
        Server.On(Status, Pipeline()).On(Status, Pipeline(id: "d2")).On(Force, "\"ok\"", 202).On(StatsAddress, Stats());
        await Transport.TerminateAsync(Run, new TerminateOptions { Mode = TerminateMode.Force }, CancellationToken.None).Soon();

        Assert.That((await Transport.GetStatusAsync(Run, CancellationToken.None).Soon()).State, Is.EqualTo(RunState.Running), "by name");
        var old = await Transport.GetStatusAsync(Run with { Instance = "d1" }, CancellationToken.None).Soon();
        Assert.That((old.State, old.IsTerminal), Is.EqualTo((RunState.Stopped, true)), "by instance");
        Assert.That(old.Detail, Does.Contain("started again"));
    }

    /// <summary>What is to start has no id until it is provisioned, which may take as long as the compiler does.</summary>
    [Test]
    public async Task What_is_yet_to_start_is_another_run_too()
    {
        Server.On(Status, Pipeline("Stopped", "Running", id: null));

        var old = await Transport.GetStatusAsync(Run with { Instance = "d1" }, CancellationToken.None).Soon();

        Assert.That((old.State, old.IsTerminal), Is.EqualTo((RunState.Stopped, true)), "by instance");
        Assert.That((await Transport.GetStatusAsync(Run, CancellationToken.None).Soon()).State, Is.EqualTo(RunState.Pending), "by name");
    }

    [Test]
    public async Task A_run_without_an_id_any_more_is_itself_while_it_stops_and_at_rest()
    {
        Server.On(Status, Pipeline("Stopping", "Stopped", id: null)).On(Status, AtRest(Error("PipelineTerminated")));

        var stopping = await Transport.GetStatusAsync(Run with { Instance = "d1" }, CancellationToken.None).Soon();
        var ended = await Transport.GetStatusAsync(Run with { Instance = "d1" }, CancellationToken.None).Soon();

        Assert.That((stopping.State, ended.State), Is.EqualTo((RunState.Stopping, RunState.Failed)));
    }

    [Test]
    public async Task Counts_come_along_while_a_run_is_deployed()
    {
        Server.On(Status, Pipeline()).On(StatsAddress, Stats(200, 50, complete: false));

        var seen = await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();

        Assert.That((seen.Total, seen.Processed, seen.Progress, seen.InputExhausted), Is.EqualTo((200L, 50L, 0.25, false)));
        Assert.That(seen.Run.Instance, Is.EqualTo("d1"));
    }

    [Test]
    public async Task A_run_that_has_worked_off_its_input_is_not_completed_but_exhausted()
    {
        Server.On(Status, Pipeline()).On(StatsAddress, Stats(5, 5, complete: true));

        var seen = await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();

        Assert.That((seen.State, seen.InputExhausted), Is.EqualTo((RunState.Running, true)));
    }

    [Test]
    public async Task Counts_that_cannot_be_had_do_not_spoil_the_state()
    {
        Server.On(Status, Pipeline()).On(StatsAddress, Error("PipelineInteractionUnreachable"), 503);

        var seen = await Transport.GetStatusAsync(Run, CancellationToken.None).Soon();

        Assert.That((seen.State, seen.Total), Is.EqualTo((RunState.Running, (long?)null)));
    }

    [Test]
    public async Task A_watch_ends_when_the_pipeline_is_deleted()
    {
        Server.On(Status, Pipeline("Paused")).On(Status, Error("UnknownPipelineName"), 404).On(StatsAddress, Stats());
        var states = new List<RunState>();

        await PassAsync(WatchAsync());

        Assert.That(states, Is.EqualTo(new[] { RunState.Paused, RunState.Stopped }));

        async Task WatchAsync()
        {
            await foreach (var next in Transport.WatchAsync(Run, CancellationToken.None))
                states.Add(((RunStatusChanged)next).Status.State);
        }
    }

    [Test]
    public async Task A_fingerprint_may_use_all_64_bits()
    {
        Server.On("GET v0/pipelines/p/checkpoints", """[{"uuid":"u","fingerprint":18446744073709551615}]""");

        Assert.That((await Transport.ListCheckpointsAsync("p").Soon()).Single().Fingerprint, Is.EqualTo(ulong.MaxValue));
    }
}
