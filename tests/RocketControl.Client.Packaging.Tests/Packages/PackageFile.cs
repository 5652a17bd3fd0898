using System.IO.Compression;
using System.Xml.Linq;

namespace RocketControl.Client.Packaging.Tests.Packages;

/// <summary>What is in a package.</summary>
internal sealed class PackageFile(string path) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    public IEnumerable<string> Names => _archive.Entries.Select(entry => entry.FullName);

    public byte[] Read(string name)
    {
        using var entry = (_archive.GetEntry(name) ?? throw new FileNotFoundException($"{path} has no {name}.")).Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The elements of the package's description, by their names.</summary>
    public ILookup<string, XElement> ReadDescription()
    {
        using var text = new MemoryStream(Read(Names.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal))));
        return XDocument.Load(text).Descendants().ToLookup(element => element.Name.LocalName);
    }

    public void Dispose() => _archive.Dispose();
}
