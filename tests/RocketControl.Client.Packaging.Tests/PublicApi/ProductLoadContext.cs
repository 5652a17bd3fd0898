using System.Reflection;
using System.Runtime.Loader;
using RocketControl.Client.Packaging.Tests.Building;
using RocketControl.Client.Packaging.Tests.Packages;

namespace RocketControl.Client.Packaging.Tests.PublicApi;

/// <summary>Loads the products from their packages, as they are for one framework, whatever this program itself was built with.</summary>
internal sealed class ProductLoadContext(string framework) : AssemblyLoadContext(isCollectible: true)
{
    public Assembly LoadProduct(string product)
    {
        using var package = new PackageFile(PackedProducts.PackageOf(product));
        return LoadFromStream(new MemoryStream(package.Read($"lib/{framework}/{product}.dll")));
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && Repository.Products.Contains(name) ? LoadProduct(name) : null;
}
