using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Packages;

[TestFixture]
internal sealed class BaselineTests
{
    private static IReadOnlyList<string> Products => Repository.Products;

    /// <summary>After a change that is meant to break callers, <c>dotnet pack -p:PackBaseline=true</c> stores the new API.</summary>
    [TestCaseSource(nameof(Products))]
    public async Task A_package_has_all_that_its_baseline_has(string product)
    {
        Assert.That(Repository.PathOf("build", "baseline", $"{product}.nupkg"), Does.Exist);
        using var folder = new TemporaryFolder();

        var packing = await Command.DotNetAsync(Repository.PathOf("src", product), "pack", "--no-build", "-o", folder.Path, "-warnaserror", "-v", "quiet");

        packing.Succeeded();
    }
}
