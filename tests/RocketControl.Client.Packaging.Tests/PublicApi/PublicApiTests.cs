using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.PublicApi;

/// <summary>docs/api lists what is public, so that a change of it is seen and meant.</summary>
[TestFixture("net8.0")]
[TestFixture("net10.0")]
internal sealed class PublicApiTests(string framework)
{
    private static IReadOnlyList<string> Products => Repository.Products;

    /// <summary>Set WRITE_PUBLIC_API=1 to write the listings anew.</summary>
    [TestCaseSource(nameof(Products))]
    public void What_is_public_is_listed(string product)
    {
        var context = new ProductLoadContext(framework);
        var fresh = ApiListing.Of(context.LoadProduct(product));
        context.Unload();
        var listing = Repository.PathOf("docs", "api", $"{product}.{framework}.txt");
        if (Environment.GetEnvironmentVariable("WRITE_PUBLIC_API") == "1")
            File.WriteAllText(listing, fresh);

        var listed = File.ReadAllText(listing);

        Assert.That(fresh.Split('\n').Except(listed.Split('\n')), Is.Empty, "is public and not listed");
        Assert.That(listed.Split('\n').Except(fresh.Split('\n')), Is.Empty, "is listed and not public");
        Assert.That(listed, Is.EqualTo(fresh));
    }
}
