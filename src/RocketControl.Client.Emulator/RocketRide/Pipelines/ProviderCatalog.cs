namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>
/// The providers that the emulated engine has; a pipeline with any other fails to start, as on a server without that node.
/// </summary>
internal static class ProviderCatalog
{
    public static bool IsSource(string provider) => provider is "webhook" or "chat" or "dropper";

    public static bool IsResponse(string provider) =>
        provider == "response" || provider.StartsWith("response_", StringComparison.Ordinal);

    public static bool IsAnswerer(string provider) =>
        provider.StartsWith("llm_", StringComparison.Ordinal) || provider.EndsWith("_llm", StringComparison.Ordinal);

    public static bool IsParser(string provider) => provider == "parse";

    public static bool IsKnown(string provider) =>
        IsSource(provider) || IsResponse(provider) || IsAnswerer(provider) || IsParser(provider);
}
