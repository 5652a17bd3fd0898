using RunDashboard;
using RunDashboard.Runs;
using RunDashboard.Systems;

namespace RocketControl.Client.Browser.Tests.Support;

/// <summary>A system with one run, which the test tells of.</summary>
internal sealed class StubSystem(StubClient client) : ControlledSystem(SystemName.Feldera, "Stub", "http://localhost", client, embedded: null)
{
    public override IReadOnlyList<FormField> StartFields => [];

    public override Task<StartedRun> StartAsync(FormValues values, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task DemonstrateAsync(RunBoard board, CancellationToken cancellationToken) => Task.CompletedTask;
}
