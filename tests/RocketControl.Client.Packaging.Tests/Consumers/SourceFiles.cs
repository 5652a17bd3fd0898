using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Consumers;

/// <summary>The sources of the programs that are built anew, with packages instead of projects.</summary>
internal static class SourceFiles
{
    /// <summary>A main program that starts the emulators itself.</summary>
    public static IReadOnlyList<string> Consumer { get; } = Directory.GetFiles(Repository.PathOf("tests", "RocketControl.Client.Consumer"), "*.cs");

    /// <summary>A main program that gets the servers' addresses.</summary>
    public static string Smoke { get; } = Repository.PathOf("tests", "RocketControl.Client.Smoke", "Program.cs");

    /// <summary>What both of them do.</summary>
    public static IReadOnlyList<string> Tours { get; } =
        [.. Directory.GetFiles(Repository.PathOf("tests", "RocketControl.Client.Smoke"), "*.cs").Where(file => file != Smoke)];
}
