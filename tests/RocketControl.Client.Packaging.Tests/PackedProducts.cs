using System.Globalization;
using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests;

/// <summary>Packs the solution once for all tests, into a folder that consumers take as a source of packages.</summary>
[SetUpFixture]
internal sealed class PackedProducts
{
    /// <summary>A version that no other run of these tests has, because NuGet never looks again at what it has restored once.</summary>
    public static string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{Environment.ProcessId}.{Environment.TickCount64}");

    public static string Folder { get; } = Directory.CreateTempSubdirectory("packages-").FullName;

    public static string PackageOf(string product) => Path.Combine(Folder, $"{product}.{Version}.nupkg");

    public static string SymbolsOf(string product) => Path.Combine(Folder, $"{product}.{Version}.snupkg");

    /// <summary>Without the comparison with the baseline, which is a test of its own.</summary>
    [OneTimeSetUp]
    public async Task PackAsync() => (await Command.DotNetAsync(
        Repository.Root, "pack", "-o", Folder, $"-p:PackageVersion={Version}", "-p:EnablePackageValidation=false", "-warnaserror", "-v", "quiet")).Succeeded();

    [OneTimeTearDown]
    public void Remove()
    {
        Directory.Delete(Folder, recursive: true);
        foreach (var product in Repository.Products)
        {
            var restored = Path.Combine(Repository.PackageCache, product.ToLowerInvariant());
            if (Directory.Exists(Path.Combine(restored, Version)))
                Directory.Delete(Path.Combine(restored, Version), recursive: true);
            if (Directory.Exists(restored) && !Directory.EnumerateFileSystemEntries(restored).Any())
                Directory.Delete(restored);
        }
    }
}
