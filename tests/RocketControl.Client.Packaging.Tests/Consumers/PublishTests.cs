using System.Globalization;
using System.Runtime.InteropServices;
using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Consumers;

/// <summary>The client in programs that are trimmed or compiled to native code. A warning of either fails the publishing.</summary>
[TestFixture]
internal sealed class PublishTests
{
    private const string Client = "RocketControl.Client";

    /// <param name="keepsWholeClient">Whether all of the client is kept, so that all of it is looked at, and not only what the program uses.</param>
    [Test]
    public async Task A_trimmed_program_runs_all_four_systems([Values] bool keepsWholeClient)
    {
        var items = keepsWholeClient ? $"""<TrimmerRootAssembly Include="{Client}" />""" : "";
        using var program = new ConsumerProject("net10.0", [.. SourceFiles.Tours, SourceFiles.Smoke], [Client], items);
        string[] settings = ["-r", RuntimeInformation.RuntimeIdentifier, "-p:SelfContained=true", "-p:PublishTrimmed=true"];

        await PublishAndRunAsync(program, settings);

        Print($"trimmed{(keepsWholeClient ? ", the client whole" : "")}, with the runtime", program.PublishedFolderBytes);
    }

    [Test]
    public async Task A_native_program_runs_all_four_systems()
    {
        using var program = new ConsumerProject("net8.0", [.. SourceFiles.Tours, SourceFiles.Smoke], [Client]);
        string[] settings = ["-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", .. NativeLinker.Settings()];

        await PublishAndRunAsync(program, settings);

        Print("native", program.PublishedBytes);
    }

    private static async Task PublishAndRunAsync(ConsumerProject program, string[] settings)
    {
        var restore = await program.RestoreAsync(settings);
        if (restore.ExitCode != 0 && restore.LacksPackageOfPlatform())
            Assert.Inconclusive($"The packages for publishing cannot be had here: {restore.Output}");
        restore.Succeeded();
        (await program.PublishAsync(settings)).Succeeded();
        await using var systems = await EmulatedSystems.StartAsync();

        var run = (await program.RunPublishedAsync(systems.Arguments)).Succeeded();

        Assert.That(run.Output, Does.Contain("RocketRide over WebSocket: ").And.Contain("RocketRide over HTTP: ").And.Contain("Feldera over HTTP: ")
            .And.Contain("VectorShift over HTTP: ").And.Contain("Processes over HTTP: "));
    }

    private static void Print(string what, long bytes) =>
        TestContext.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {bytes / 1048576.0:0.0} MiB"));
}
