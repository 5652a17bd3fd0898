using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RocketControl.Client.Hosting.Health;

/// <summary>Tells whether all declared runs are as they should be. Asks nobody.</summary>
internal sealed class RunSupervisorHealthCheck(RunSupervisor supervisor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var runs = supervisor.Runs;
        var data = runs.ToDictionary(run => run.Name, run => (object)run.Kind.ToString());
        var givenUp = NamesOf(run => run.Kind is RunSupervisorEventKind.GaveUp or RunSupervisorEventKind.TerminationFailed);
        var waiting = NamesOf(run => !IsAsItShouldBe(run.Kind));
        return Task.FromResult(
            givenUp.Length > 0 ? new HealthCheckResult(context.Registration.FailureStatus, $"Given up: {givenUp}.", data: data)
            : waiting.Length > 0 ? HealthCheckResult.Degraded($"Not up: {waiting}.", data: data)
            : HealthCheckResult.Healthy("All runs are up.", data));

        string NamesOf(Func<RunSupervisorEvent, bool> which) => string.Join(", ", runs.Where(which).Select(run => run.Name).Order(StringComparer.Ordinal));
    }

    private static bool IsAsItShouldBe(RunSupervisorEventKind kind) => kind
        is RunSupervisorEventKind.Started or RunSupervisorEventKind.TakenOver or RunSupervisorEventKind.Reached
        or RunSupervisorEventKind.Completed or RunSupervisorEventKind.Terminated or RunSupervisorEventKind.Released;
}
