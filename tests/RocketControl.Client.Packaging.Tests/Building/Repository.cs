using System.Reflection;

namespace RocketControl.Client.Packaging.Tests.Building;

/// <summary>The checkout that this assembly was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    /// <summary>The folder that NuGet restores packages into.</summary>
    public static string PackageCache { get; } = Metadata("PackageCache");

    /// <summary>The projects below src that are given away.</summary>
    public static IReadOnlyList<string> Products { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Root, "src"))
            .Where(folder => File.Exists(Path.Combine(folder, "README.md")))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
