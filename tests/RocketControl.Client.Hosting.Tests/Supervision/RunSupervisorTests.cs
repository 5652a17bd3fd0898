using RocketControl.Client.Emulator;

namespace RocketControl.Client.Hosting.Tests.Supervision;

/// <summary>The supervisor against an emulated RocketRide server.</summary>
[TestFixture]
internal sealed class RunSupervisorTests
{
    private SupervisorScene _scene = null!;

    [SetUp]
    public async Task StartAsync() => _scene = await SupervisorScene.StartAsync();

    [TearDown]
    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Test]
    public async Task A_declared_run_is_started_for_ever()
    {
        var run = await _scene.BringUpAsync();

        Assert.That((await _scene.Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
        Assert.That(_scene.Events.Kinds, Is.EqualTo(new[]
        {
            RunSupervisorEventKind.Declared, RunSupervisorEventKind.Starting, RunSupervisorEventKind.Started,
        }));
        Assert.That(_scene.Supervisor.Runs.Single().Run, Is.EqualTo(run));
    }

    [Test]
    public async Task A_run_that_crashes_is_started_again_after_the_pause()
    {
        var run = await _scene.BringUpAsync();

        Assert.That(_scene.Server.Faults.Tasks.CrashEngine(run.Id, 1, "out of memory", "Error*out of memory*engine"));
        var ended = await _scene.Events.UntilAsync(RunSupervisorEventKind.Ended);
        var scheduled = await _scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);
        var startsBefore = _scene.Starts;
        await _scene.Time.PassAsync(SupervisorScene.Pause);
        var started = await _scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That(ended.Status!.State, Is.EqualTo(RunState.Failed));
        Assert.That((scheduled.Delay, scheduled.Restarts), Is.EqualTo(((TimeSpan?)SupervisorScene.Pause, 1)));
        Assert.That((startsBefore, _scene.Starts), Is.EqualTo((1, 2)));
        Assert.That((await _scene.Client.GetTaskStatusAsync(started.Run!).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_run_that_lives_already_is_taken_over()
    {
        var declaration = SupervisorScene.Declare();
        var alive = await _scene.Client.UseAsync(declaration.Pipeline).Soon();

        _scene.Supervisor.Add(declaration);
        var taken = await _scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That(taken.Run!.Id, Is.EqualTo(alive.Id));
        Assert.That(await _scene.Client.ListAsync().Soon(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_a_lost_answer_the_run_is_looked_for_and_not_started_again()
    {
        using var fault = _scene.Server.Faults.On("execute").Once().DropAfterExecuting();

        _scene.Supervisor.Add(SupervisorScene.Declare());
        var taken = await _scene.Events.UntilAsync(RunSupervisorEventKind.TakenOver);

        Assert.That(_scene.Starts, Is.EqualTo(1));
        Assert.That((await _scene.Client.GetTaskStatusAsync(taken.Run!).Soon()).IsTerminal, Is.False);
    }

    [Test]
    public async Task After_a_lost_request_the_run_is_started_again_once_it_is_known_that_there_is_none()
    {
        using var fault = _scene.Server.Faults.On("execute").Once().DropBeforeExecuting();

        _scene.Supervisor.Add(SupervisorScene.Declare());
        var scheduled = await _scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);
        await _scene.Time.PassAsync(SupervisorScene.Pause);
        await _scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That(scheduled.Cause, Is.TypeOf<RunNotFoundException>());
    }

    [Test]
    public async Task A_server_that_is_away_is_waited_for()
    {
        using var fault = _scene.Server.Faults.OnUpgrade().Times(2).RefuseWith(503);

        _scene.Supervisor.Add(SupervisorScene.Declare(maxRestarts: 0));
        var first = await _scene.Events.UntilAsync(RunSupervisorEventKind.Unreachable);
        await _scene.Time.PassAsync(SupervisorScene.Pause);
        var second = await _scene.Events.UntilAsync(RunSupervisorEventKind.Unreachable);
        await _scene.Time.PassAsync(SupervisorScene.Pause * 2);
        var started = await _scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That((first.Delay, second.Delay), Is.EqualTo(((TimeSpan?)SupervisorScene.Pause, (TimeSpan?)(SupervisorScene.Pause * 2))));
        Assert.That((started.Restarts, _scene.Starts), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_server_that_has_forgotten_the_run_gets_it_again()
    {
        await _scene.BringUpAsync();

        await _scene.Server.RestartAsync().Soon();
        var ending = _scene.Events.UntilAsync(RunSupervisorEventKind.Ended);
        while (!ending.IsCompleted)
            await Task.WhenAny(ending, _scene.Time.PassShortAsync(TimeSpan.FromSeconds(5)));
        var ended = await ending;
        await _scene.Time.PassAsync(SupervisorScene.Pause);
        await _scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That(ended.Status, Is.Null);
        Assert.That(ended.Cause, Is.TypeOf<RunNotFoundException>());
    }

    [Test]
    public async Task A_run_that_is_removed_is_terminated_and_proven_down()
    {
        var run = await _scene.BringUpAsync();

        await _scene.Supervisor.RemoveAsync("orders").Soon();
        var terminated = await _scene.Events.UntilAsync(RunSupervisorEventKind.Terminated);

        Assert.That((await _scene.Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Cancelled));
        Assert.That(terminated.Status!.IsTerminal);
        Assert.That(_scene.Supervisor.Runs, Is.Empty);
    }

    [Test]
    public async Task A_run_that_is_removed_while_it_starts_is_terminated_when_it_is_up()
    {
        var start = _scene.Server.Faults.On("execute").Once().HoldReply();
        _scene.Supervisor.Add(SupervisorScene.Declare());
        await start.Reached.Soon();

        var removing = _scene.Supervisor.RemoveAsync("orders");
        start.Release();
        await removing.Soon();

        Assert.That(_scene.Server.ReceivedRequests.Count(request => request.Command == "terminate"), Is.EqualTo(1));
        Assert.That(await _scene.Client.ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public async Task A_run_that_is_removed_in_the_pause_is_not_started_again()
    {
        var run = await _scene.BringUpAsync();
        _scene.Server.Faults.Tasks.CrashEngine(run.Id, 1, "out of memory", "Error*out of memory*engine");
        await _scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);

        await _scene.Supervisor.RemoveAsync("orders").Soon();

        Assert.That(_scene.Starts, Is.EqualTo(1));
        Assert.That(_scene.Server.ReceivedRequests.Select(request => request.Command), Does.Not.Contain("terminate"));
    }

    [Test]
    public async Task A_name_is_free_again_once_its_run_is_removed()
    {
        await _scene.BringUpAsync();
        Assert.That(() => _scene.Supervisor.Add(SupervisorScene.Declare()), Throws.InvalidOperationException.With.Message.Contains("'orders'"));

        await _scene.Supervisor.RemoveAsync("orders").Soon();
        await _scene.BringUpAsync();

        Assert.That(_scene.Starts, Is.EqualTo(2));
        Assert.That(() => _scene.Supervisor.RemoveAsync("bills"), Throws.TypeOf<KeyNotFoundException>());
    }

    [Test]
    public async Task It_gives_up_after_too_many_restarts()
    {
        var run = await _scene.BringUpAsync(SupervisorScene.Declare(maxRestarts: 1));
        _scene.Server.Faults.Tasks.CrashEngine(run.Id, 1, "out of memory", "Error*out of memory*engine");
        await _scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);
        await _scene.Time.PassAsync(SupervisorScene.Pause);
        run = (await _scene.Events.UntilAsync(RunSupervisorEventKind.Started)).Run!;

        _scene.Server.Faults.Tasks.CrashEngine(run.Id, 1, "out of memory", "Error*out of memory*engine");
        var end = await _scene.Events.UntilAsync(RunSupervisorEventKind.GaveUp);

        Assert.That(end.Status!.State, Is.EqualTo(RunState.Failed));
        Assert.That(_scene.Supervisor.Runs.Single().Kind, Is.EqualTo(RunSupervisorEventKind.GaveUp));
    }

    [Test]
    public async Task A_failed_start_counts_as_a_restart()
    {
        _scene.Server.Faults.Tasks.FailNextStart("no such model");

        _scene.Supervisor.Add(SupervisorScene.Declare());
        var scheduled = await _scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);
        await _scene.Time.PassAsync(SupervisorScene.Pause);
        await _scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That(scheduled.Cause, Is.TypeOf<RunStartFailedException>());
    }

    [Test]
    public async Task Only_runs_of_its_own_end_with_the_host()
    {
        var lasting = await _scene.BringUpAsync(SupervisorScene.Declare("lasting"));
        var own = await _scene.BringUpAsync(SupervisorScene.Declare("own", terminateOnStop: true));

        await _scene.Supervisor.StopAsync(CancellationToken.None).Soon();

        Assert.That((await _scene.Client.GetTaskStatusAsync(lasting).Soon()).State, Is.EqualTo(RunState.Running));
        Assert.That((await _scene.Client.GetTaskStatusAsync(own).Soon()).State, Is.EqualTo(RunState.Cancelled));
        Assert.That(() => _scene.Supervisor.Add(SupervisorScene.Declare("late")), Throws.InvalidOperationException);
        Assert.That(() => _scene.Supervisor.RemoveAsync("lasting"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Hundreds_of_runs_on_one_client_come_up_come_back_and_go_down()
    {
        const int Count = 200;
        for (var i = 0; i < Count; i++)
            _scene.Supervisor.Add(SupervisorScene.Declare($"run-{i}"));
        var runs = await UntilAllAsync(RunSupervisorEventKind.Started);

        foreach (var run in runs)
            _scene.Server.Faults.Tasks.KillEngine(run!.Id);
        await UntilAllAsync(RunSupervisorEventKind.RestartScheduled);
        await _scene.Time.WhenArmedAsync(SupervisorScene.Pause, Count);
        _scene.Time.Advance(SupervisorScene.Pause);
        await UntilAllAsync(RunSupervisorEventKind.Started);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => _scene.Supervisor.RemoveAsync($"run-{i}"))).Soon();

        Assert.That(_scene.Starts, Is.EqualTo(2 * Count));
        Assert.That(_scene.Server.ConnectionCount, Is.EqualTo(1));
        Assert.That(await _scene.Client.ListAsync().Soon(), Is.Empty);

        async Task<List<Run?>> UntilAllAsync(RunSupervisorEventKind kind)
        {
            var found = new List<Run?>();
            while (found.Count < Count)
                found.Add((await _scene.Events.UntilAsync(kind)).Run);
            return found;
        }
    }

    [Test]
    public async Task Its_events_end_when_it_has_stopped()
    {
        await _scene.BringUpAsync();
        await _scene.Supervisor.StopAsync(CancellationToken.None).Soon();
        await using var late = new EventReader(_scene.Supervisor);

        await _scene.Events.UntilAsync(RunSupervisorEventKind.Released);

        Assert.That(await _scene.Events.IsAtEndAsync());
        await late.UntilAsync(RunSupervisorEventKind.Released);
        Assert.That(await late.IsAtEndAsync());
    }

    [Test]
    public async Task A_server_that_hangs_does_not_keep_the_host_from_stopping()
    {
        await _scene.BringUpAsync(SupervisorScene.Declare(terminateOnStop: true));
        var hold = _scene.Server.Faults.On("terminate").HoldReply();
        using var shutdown = new CancellationTokenSource();
        var stopping = _scene.Supervisor.StopAsync(shutdown.Token);
        await hold.Reached.Soon();

        await shutdown.CancelAsync();
        await stopping.Soon();

        await _scene.Events.UntilAsync(RunSupervisorEventKind.Released);
    }
}
