using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Consumers;

[TestFixture]
internal sealed class ConsumerTests
{
    [TestCase("net8.0")]
    [TestCase("net10.0")]
    public async Task A_program_with_the_packages_runs_all_four_systems(string framework)
    {
        using var program = new ConsumerProject(framework, [.. SourceFiles.Tours, .. SourceFiles.Consumer], Repository.Products);
        (await program.RestoreAsync()).Succeeded();

        var run = (await program.RunAsync()).Succeeded();

        Assert.That(run.Output, Does.Contain("RocketRide over WebSocket: ").And.Contain("RocketRide over HTTP: ").And.Contain("Feldera over HTTP: ")
            .And.Contain("VectorShift over HTTP: ").And.Contain("made by a container").And.Contain("exit code 0"));
    }
}
