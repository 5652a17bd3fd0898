using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Packages;

[TestFixture]
internal sealed partial class PackageContentTests
{
    private static readonly string[] Frameworks = ["net8.0", "net10.0"];

    private static IReadOnlyList<string> Products => Repository.Products;

    [Test]
    public void The_products_are_packed_and_nothing_else() => Assert.That(
        Directory.GetFiles(PackedProducts.Folder),
        Is.EquivalentTo(Products.SelectMany(product => new[] { PackedProducts.PackageOf(product), PackedProducts.SymbolsOf(product) })));

    [TestCaseSource(nameof(Products))]
    public void A_package_tells_what_it_is(string product)
    {
        using var package = new PackageFile(PackedProducts.PackageOf(product));
        var description = package.ReadDescription();

        Assert.Multiple(() =>
        {
            Assert.That(description["id"].Single().Value, Is.EqualTo(product));
            Assert.That(description["description"].Single().Value, Is.Not.Empty.And.Not.EqualTo("Package Description"));
            Assert.That(description["authors"].Single().Value, Is.EqualTo("RocketControl.Client contributors"));
            Assert.That(description["license"].Single().Value, Is.EqualTo("MIT"));
            Assert.That(description["license"].Single().Attribute("type")?.Value, Is.EqualTo("expression"));
            Assert.That(description["readme"].Single().Value, Is.EqualTo("README.md"));
            Assert.That(description["icon"].Single().Value, Is.EqualTo("icon.png"));
            Assert.That(description["tags"].Single().Value, Does.Contain("rocketride"));
            Assert.That(description["releaseNotes"].Single().Value, Does.StartWith("### "));
        });
    }

    [TestCaseSource(nameof(Products))]
    public void A_package_has_its_library_and_documentation_for_each_framework(string product)
    {
        using var package = new PackageFile(PackedProducts.PackageOf(product));

        Assert.That(
            package.Names.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EquivalentTo(Frameworks.SelectMany(framework => new[] { $"lib/{framework}/{product}.dll", $"lib/{framework}/{product}.xml" })));
    }

    [TestCaseSource(nameof(Products))]
    public void A_package_has_an_icon_of_the_recommended_size(string product)
    {
        using var package = new PackageFile(PackedProducts.PackageOf(product));
        var icon = package.Read("icon.png");

        Assert.That(Encoding.Latin1.GetString(icon, 1, 3), Is.EqualTo("PNG"));
        Assert.That((BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))), Is.EqualTo((128, 128)));
    }

    [TestCaseSource(nameof(Products))]
    public void The_readme_of_a_package_has_no_link_into_the_repository(string product)
    {
        using var package = new PackageFile(PackedProducts.PackageOf(product));

        Assert.That(RelativeLink().Matches(Encoding.UTF8.GetString(package.Read("README.md"))).Select(match => match.Value), Is.Empty);
    }

    [Test]
    public void The_client_depends_on_two_packages_and_on_net8_on_a_third()
    {
        using var package = new PackageFile(PackedProducts.PackageOf("RocketControl.Client"));

        Assert.That(
            package.ReadDescription()["group"].ToDictionary(
                group => group.Attribute("targetFramework")!.Value,
                group => string.Join(", ", group.Elements().Select(dependency => dependency.Attribute("id")!.Value).Order())),
            Is.EquivalentTo(new Dictionary<string, string>
            {
                ["net10.0"] = "Microsoft.Extensions.Logging.Abstractions, Polly.Core",
                ["net8.0"] = "Microsoft.Extensions.Logging.Abstractions, Polly.Core, System.Net.ServerSentEvents",
            }));
    }

    [Test]
    public void The_emulator_brings_the_program_that_its_process_manager_runs()
    {
        using var package = new PackageFile(PackedProducts.PackageOf("RocketControl.Client.Emulator"));

        Assert.That(
            package.Names.Where(name => name.StartsWith("buildTransitive/", StringComparison.Ordinal)),
            Is.EquivalentTo(new[]
            {
                "buildTransitive/RocketControl.Client.Emulator.targets",
                "buildTransitive/child/RocketControl.Client.Emulator.Child.dll",
                "buildTransitive/child/RocketControl.Client.Emulator.Child.runtimeconfig.json",
            }));
    }

    [GeneratedRegex(@"\]\((?!https://)[^)]*\)")]
    private static partial Regex RelativeLink();
}
