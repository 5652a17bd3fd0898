using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Packages;

/// <summary>A library in a package, and its symbols in the package of symbols.</summary>
internal sealed class PackedLibrary : IDisposable
{
    private readonly PEReader _library;
    private readonly MetadataReaderProvider _symbols;

    public PackedLibrary(string product, string framework)
    {
        using var package = new PackageFile(PackedProducts.PackageOf(product));
        using var symbols = new PackageFile(PackedProducts.SymbolsOf(product));
        Library = package.Read($"lib/{framework}/{product}.dll");
        Symbols = symbols.Read($"lib/{framework}/{product}.pdb");
        _library = new PEReader(new MemoryStream(Library));
        _symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Symbols));
    }

    public byte[] Library { get; }

    public byte[] Symbols { get; }

    /// <summary>Whether the compiler promises the same bytes for the same sources.</summary>
    public bool IsDeterministic => _library.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);

    /// <summary>What the library calls its symbols.</summary>
    public Guid ExpectedSymbolsId => _library.ReadCodeViewDebugDirectoryData(
        _library.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Guid;

    /// <summary>What the symbols call themselves.</summary>
    public Guid SymbolsId => new BlobContentId(_symbols.GetMetadataReader().DebugMetadataHeader!.Id).Guid;

    /// <summary>The source files that the library was made of.</summary>
    public IReadOnlyList<string> Sources
    {
        get
        {
            var symbols = _symbols.GetMetadataReader();
            return [.. symbols.Documents.Select(handle => symbols.GetString(symbols.GetDocument(handle).Name))];
        }
    }

    public void Dispose()
    {
        _library.Dispose();
        _symbols.Dispose();
    }
}
