using Microsoft.Extensions.Diagnostics.HealthChecks;
using RocketControl.Client.Hosting.Health;
using RocketControl.Client.Hosting.Tests.Supervision;

namespace RocketControl.Client.Hosting.Tests.Health;

[TestFixture]
internal sealed class SupervisorHealthTests
{
    private readonly StubScene _scene = new StubScene().WithRuns();

    [Test]
    public async Task Runs_that_are_up_are_healthy()
    {
        _scene.Supervisor.Add(StubScene.Declare());
        await _scene.Events.UntilAsync(RunSupervisorEventKind.Started);

        var health = await CheckAsync();

        Assert.That(health.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(health.Data, Is.EqualTo(new Dictionary<string, object> { ["orders"] = "Started" }));
    }

    [Test]
    public async Task A_run_that_waits_for_its_restart_is_degraded()
    {
        _scene.Supervisor.Add(StubScene.Declare());
        (await _scene.WatchedAsync()).Writer.TryWrite(_scene.Status(RunState.Failed));
        await _scene.Events.UntilAsync(RunSupervisorEventKind.RestartScheduled);

        var health = await CheckAsync();

        Assert.That((health.Status, health.Description), Is.EqualTo((HealthStatus.Degraded, "Not up: orders.")));
    }

    [Test]
    public async Task A_run_that_was_given_up_is_a_failure()
    {
        _scene.Use = static () => throw new PipelineInvalidException("no components", new RunErrorContext(RunBackend.RocketRide, RunOperation.Use));
        _scene.Supervisor.Add(StubScene.Declare());
        await _scene.Events.UntilAsync(RunSupervisorEventKind.GaveUp);

        var health = await CheckAsync();

        Assert.That((health.Status, health.Description), Is.EqualTo((HealthStatus.Unhealthy, "Given up: orders.")));
    }

    private Task<HealthCheckResult> CheckAsync()
    {
        var check = new RunSupervisorHealthCheck(_scene.Supervisor);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration("run-supervisor", check, failureStatus: null, tags: null) });
    }
}
