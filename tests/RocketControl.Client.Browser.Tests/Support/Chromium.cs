namespace RocketControl.Client.Browser.Tests.Support;

/// <summary>Finds the system's Chromium. Nothing is downloaded.</summary>
internal static class Chromium
{
    private const string PathVariable = "CHROMIUM_PATH";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Chromium's switches: no sandbox because containers have no user namespaces, and nothing that talks to other machines.</summary>
    public static string[] Arguments { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Where it is. Without one the test is ignored, but fails where browser tests are required: with <c>CI=true</c> or <c>REQUIRE_BROWSER=1</c>.</summary>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path)
            return File.Exists(path) ? path : throw new AssertionException($"{PathVariable} names no file.");
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is { } found)
            return found;
        var reason = $"There is no Chromium. Install it (Debian, Ubuntu: apt-get install chromium), or name it in {PathVariable}.";
        throw IsRequired ? new AssertionException(reason) : new IgnoreException(reason);
    }

    private static bool IsRequired =>
        Environment.GetEnvironmentVariable("REQUIRE_BROWSER") == "1"
        || string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
