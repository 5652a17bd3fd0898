using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>The wiring of a pipeline: who listens to whom on which lane (RocketRide protocol §9.2).</summary>
internal sealed class PipelineGraph
{
    private readonly PipelineComponent[] _components;

    private PipelineGraph(string source, PipelineComponent[] components)
    {
        Source = source;
        _components = components;
    }

    public string Source { get; }

    /// <summary>Every component but the source, in the order of the document.</summary>
    public IEnumerable<PipelineComponent> Nodes => _components.Where(component => component.Id != Source);

    /// <summary>The first provider that the engine does not have, null when it has all.</summary>
    public string? FirstUnknownProvider =>
        _components.Select(component => component.Provider).FirstOrDefault(provider => !ProviderCatalog.IsKnown(provider));

    public static PipelineGraph Read(JsonObject pipeline, string source)
    {
        IEnumerable<JsonObject> components = (pipeline["components"] as JsonArray)?.OfType<JsonObject>() ?? [];
        return new(source, [.. components.Select(ReadComponent)]);
    }

    public IEnumerable<PipelineComponent> Listeners(string from, string lane) =>
        Nodes.Where(component => component.Inputs.Contains(new(lane, from)));

    public bool HasListener(string from, string lane) => Listeners(from, lane).Any();

    private static PipelineComponent ReadComponent(JsonObject component)
    {
        IEnumerable<JsonObject> inputs = (component["input"] as JsonArray)?.OfType<JsonObject>() ?? [];
        return new(
            Text(component["id"]),
            Text(component["provider"]),
            component["config"] as JsonObject ?? [],
            [.. inputs.Select(input => new PipelineInput(Text(input["lane"]), Text(input["from"])))]);
    }

    private static string Text(JsonNode? value) => value is null ? "" : TaskIdentity.TextOf(value);
}
