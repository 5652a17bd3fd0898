using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>A pipeline kept as a template.</summary>
/// <param name="Id">What it is saved under.</param>
/// <param name="Sources">The components that can feed the pipeline.</param>
/// <param name="TotalComponents">How many components the pipeline has.</param>
/// <param name="Problem">Why the template cannot be read; null when it can.</param>
public sealed record TemplateSummary(string Id, IReadOnlyList<TemplateSource> Sources, int TotalComponents, string? Problem)
{
    internal static TemplateSummary Read(string id, JsonElement pipeline)
    {
        var components = pipeline.Items("components"u8);
        return new TemplateSummary(id, [.. components.Where(IsSource).Select(ReadSource)], components.Count, Problem: null);
    }

    private static bool IsSource(JsonElement component) => component.Member("config"u8)?.Text("mode"u8) == "Source";

    private static TemplateSource ReadSource(JsonElement component)
    {
        var id = component.Text("id"u8) ?? "";
        return new TemplateSource(id, component.Text("provider"u8) ?? "", component.Member("config"u8)?.Text("name"u8) ?? id);
    }
}
