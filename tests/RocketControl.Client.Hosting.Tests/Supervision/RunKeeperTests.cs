using Microsoft.Extensions.Logging;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Hosting.Tests.Supervision;

/// <summary>What the supervisor decides when things go wrong in ways that a server is hard to bring to.</summary>
[TestFixture]
internal sealed class RunKeeperTests
{
    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Use);

    [Test]
    public async Task A_start_that_is_refused_for_good_is_given_up_and_the_others_go_on()
    {
        var scene = new StubScene { Use = static () => throw new PipelineInvalidException("no components", Context) };
        scene.Supervisor.Add(StubScene.Declare());
        var end = await scene.Events.UntilAsync(RunSupervisorEventKind.GaveUp);

        scene.WithRuns().Supervisor.Add(StubScene.Declare("bills"));
        await scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That(end.Cause, Is.TypeOf<PipelineInvalidException>());
        Assert.That(scene.Starts, Is.EqualTo(2));
    }

    [Test]
    public async Task A_start_of_which_nobody_can_tell_is_not_repeated()
    {
        var scene = new StubScene { Use = static () => throw new RunConnectionLostException("gone", Context with { OutcomeUnknown = true }) };

        scene.Supervisor.Add(StubScene.Declare());
        var end = await scene.Events.UntilAsync(RunSupervisorEventKind.GaveUp);

        Assert.That(end.Cause, Is.TypeOf<RunConnectionLostException>());
        Assert.That(scene.Starts, Is.EqualTo(1));
    }

    [Test]
    public async Task Whatever_a_pipeline_or_a_delegate_throws_is_told()
    {
        var scene = new StubScene { Use = static () => throw new FormatException("a bug") };

        scene.Supervisor.Add(StubScene.Declare());

        Assert.That((await scene.Events.UntilAsync(RunSupervisorEventKind.GaveUp)).Cause, Is.TypeOf<FormatException>());
        await scene.Supervisor.RemoveAsync("orders").Soon();
    }

    [Test]
    public async Task A_server_that_goes_away_is_no_reason_for_a_second_start()
    {
        var scene = new StubScene().WithRuns();
        scene.Supervisor.Add(StubScene.Declare());
        var watch = await scene.WatchedAsync();

        watch.Writer.Complete(new RunUnavailableException("maintenance", Context));
        await scene.Events.UntilAsync(RunSupervisorEventKind.Unreachable);
        await scene.Time.PassAsync(SupervisorScene.Pause);
        var next = await scene.WatchedAsync();
        next.Writer.TryWrite(scene.Status(RunState.Running));
        await scene.Events.UntilAsync(RunSupervisorEventKind.Reached);

        Assert.That(scene.Starts, Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_cannot_be_seen_for_a_while_is_told_once()
    {
        var scene = new StubScene().WithRuns();
        scene.Supervisor.Add(StubScene.Declare());
        var watch = await scene.WatchedAsync();

        foreach (var isReachable in (bool[])[true, false, false, true])
            watch.Writer.TryWrite(scene.Status(RunState.Running, isReachable));
        await scene.Events.UntilAsync(RunSupervisorEventKind.Reached);

        Assert.That(scene.Events.Kinds.Count(kind => kind == RunSupervisorEventKind.Unreachable), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_asked_for_by_the_server_is_waited_for()
    {
        var asked = TimeSpan.FromSeconds(33);
        var scene = new StubScene { Use = () => throw new RunRateLimitedException("slowly", Context with { RetryAfter = asked }) };

        scene.Supervisor.Add(StubScene.Declare());
        var waits = await scene.Events.UntilAsync(RunSupervisorEventKind.Unreachable);

        Assert.That(waits.Delay, Is.EqualTo(asked));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_run_that_ends_with_success_is_started_again_unless_it_shall_not(bool again)
    {
        var scene = new StubScene().WithRuns();
        var declaration = StubScene.Declare();
        scene.Supervisor.Add(declaration with { Restart = declaration.Restart with { AfterCompletion = again } });
        var watch = await scene.WatchedAsync();

        watch.Writer.TryWrite(scene.Status(RunState.Completed));
        await scene.Events.UntilAsync(RunSupervisorEventKind.Ended);

        await scene.Events.UntilAsync(again ? RunSupervisorEventKind.RestartScheduled : RunSupervisorEventKind.Completed);
    }

    [TestCase(299, 2)]
    [TestCase(300, 1)]
    public async Task Failures_are_forgotten_once_a_run_was_stable(int livedSeconds, int restarts)
    {
        var scene = new StubScene().WithRuns();
        scene.Supervisor.Add(StubScene.Declare());
        (await scene.WatchedAsync()).Writer.TryWrite(scene.Status(RunState.Failed));
        await scene.Time.PassAsync(SupervisorScene.Pause);
        var watch = await scene.WatchedAsync();

        scene.Time.Advance(TimeSpan.FromSeconds(livedSeconds));
        watch.Writer.TryWrite(scene.Status(RunState.Failed));
        await scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);
        var second = await scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);

        Assert.That(second.Restarts, Is.EqualTo(restarts));
        Assert.That(second.Delay, Is.EqualTo(SupervisorScene.Pause * restarts));
    }

    [Test]
    public async Task A_termination_that_fails_in_passing_is_tried_again()
    {
        var scene = new StubScene().WithRuns();
        var attempts = 0;
        scene.Stub.Methods[nameof(IRunTransport.TerminateAsync)] = _ => ++attempts == 1
            ? throw new RunUnavailableException("maintenance", Context)
            : Task.FromResult(Down(scene));
        scene.Supervisor.Add(StubScene.Declare());
        await scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        var removing = scene.Supervisor.RemoveAsync("orders");
        await scene.Events.UntilAsync(RunSupervisorEventKind.TerminationFailed);
        await scene.Time.PassAsync(SupervisorScene.Pause);
        await removing.Soon();

        await scene.Events.UntilAsync(RunSupervisorEventKind.Terminated);
    }

    [Test]
    public async Task A_termination_that_is_refused_fails_the_removal()
    {
        var scene = new StubScene().WithRuns();
        scene.Stub.Methods[nameof(IRunTransport.TerminateAsync)] = static _ => throw new RunPermissionException("not yours", Context);
        scene.Supervisor.Add(StubScene.Declare());
        await scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        await scene.Supervisor.RemoveAsync("orders").FailureAsync<RunPermissionException>();

        await scene.Events.UntilAsync(RunSupervisorEventKind.TerminationFailed);
    }

    [Test]
    public async Task Hundreds_start_a_few_at_a_time()
    {
        var atOnce = 0;
        var most = 0;
        var scene = new StubScene(new RunSupervisorOptions { MaxConcurrentStarts = 4 });
        scene.Use = async () =>
        {
            var now = Interlocked.Increment(ref atOnce);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref atOnce);
            return new Run(RunBackend.RocketRide, "run");
        };

        for (var i = 0; i < 300; i++)
            scene.Supervisor.Add(StubScene.Declare($"run-{i}"));
        for (var i = 0; i < 300; i++)
            await scene.WatchedAsync();

        Assert.That(scene.Starts, Is.EqualTo(300));
        Assert.That(most, Is.LessThanOrEqualTo(4));
        await scene.Supervisor.StopAsync(CancellationToken.None).Soon();
    }

    [Test]
    public async Task A_log_that_throws_lets_no_run_down()
    {
        var scene = new StubScene(logger: new ThrowingLogger()).WithRuns();

        scene.Supervisor.Add(StubScene.Declare());

        await scene.Events.UntilAsync(RunSupervisorEventKind.Started);
    }

    private static TerminateResult Down(StubScene scene) => new()
    {
        Outcome = TerminateOutcome.Completed,
        RequestedMode = TerminateMode.Default,
        EffectiveMode = TerminateMode.Graceful,
        AcceptedAt = scene.Time.GetUtcNow(),
    };

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private sealed class ThrowingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("the disk is full");
    }
}
