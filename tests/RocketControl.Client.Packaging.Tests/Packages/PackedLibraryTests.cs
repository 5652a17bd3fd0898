using System.Text;
using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Packages;

[TestFixture("net8.0")]
[TestFixture("net10.0")]
internal sealed class PackedLibraryTests(string framework)
{
    private static IReadOnlyList<string> Products => Repository.Products;

    [TestCaseSource(nameof(Products))]
    public void A_library_comes_with_its_own_symbols(string product)
    {
        using var library = new PackedLibrary(product, framework);

        Assert.That(library.SymbolsId, Is.EqualTo(library.ExpectedSymbolsId));
    }

    [TestCaseSource(nameof(Products))]
    public void A_library_is_built_deterministically(string product)
    {
        using var library = new PackedLibrary(product, framework);

        Assert.That(library.IsDeterministic);
    }

    [TestCaseSource(nameof(Products))]
    public void Sources_are_named_from_the_root_of_the_repository(string product)
    {
        using var library = new PackedLibrary(product, framework);

        Assert.That(library.Sources, Is.Not.Empty.And.All.StartsWith("/_/"));
    }

    [TestCaseSource(nameof(Products))]
    public void Nothing_names_a_folder_of_the_machine_that_built_it(string product)
    {
        using var library = new PackedLibrary(product, framework);

        foreach (var bytes in new[] { library.Library, library.Symbols })
        {
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
                Assert.That(bytes.AsSpan().IndexOf(encoding.GetBytes(Repository.Root)), Is.EqualTo(-1));
        }
    }
}
