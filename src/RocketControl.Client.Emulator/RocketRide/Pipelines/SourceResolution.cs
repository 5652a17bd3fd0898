using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>
/// Finds the component that feeds a pipeline: the argument beats <c>pipeline.source</c>, which beats the only component in source mode
/// (RocketRide protocol §3.2).
/// </summary>
internal static class SourceResolution
{
    private const string File = "task_server.py";

    /// <summary>Resolves for <c>execute</c> and writes the source into a copy of the pipeline.</summary>
    /// <exception cref="CommandException">The pipeline is malformed or its source cannot be told.</exception>
    public static ResolvedPipeline Resolve(JsonNode? pipeline, JsonNode? sourceArgument)
    {
        PipelineValidation.Check(pipeline);
        if (pipeline is not JsonObject given)
            throw PythonArguments.NoAttribute(pipeline, "get", File, 1036);

        string source = Find(given, sourceArgument)
            ?? throw new CommandException("Pipeline does not have a source component defined", File, 1042);
        JsonObject component = FindComponent(given, source)
            ?? throw new CommandException($"Pipeline source component \"{source}\" not found in components list", File, 1055);
        string provider = PythonArguments.IsFalsy(component["provider"])
            ? throw new CommandException($"Source \"{source}\" not found in pipeline", File, 1078)
            : TaskIdentity.TextOf(component["provider"]!);

        JsonObject stored = given.DeepClone().AsObject();
        stored["source"] = source;
        return new(stored, source, provider);
    }

    /// <summary>The source's id, null when there is none.</summary>
    /// <exception cref="CommandException">Several components are in source mode and none was named.</exception>
    public static string? Find(JsonObject pipeline, JsonNode? sourceArgument)
    {
        if (!PythonArguments.IsFalsy(sourceArgument))
            return TaskIdentity.TextOf(sourceArgument!);
        if (!PythonArguments.IsFalsy(pipeline["source"]))
            return TaskIdentity.TextOf(pipeline["source"]!);

        JsonNode?[] sources = [.. PipelineValidation.Iterate(pipeline["components"], "pipeline.py", 50).Where(IsInSourceMode)];
        return sources switch
        {
            [] => null,
            [JsonObject only] => only["id"] is { } id ? TaskIdentity.TextOf(id) : null,
            _ => throw new CommandException("Pipeline has multiple source components, please specify one explicitly", "pipeline.py", 58),
        };
    }

    /// <summary>The first component with this id.</summary>
    public static JsonObject? FindComponent(JsonObject pipeline, string id)
    {
        if (pipeline.TryGetPropertyValue("components", out JsonNode? components) && components is null)
            throw new CommandException("'NoneType' object is not iterable", File, 1046);
        return (components as JsonArray)?.OfType<JsonObject>().FirstOrDefault(component => HasId(component, id));
    }

    private static bool HasId(JsonObject component, string id) =>
        component["id"] is { } own && own.GetValueKind() == JsonValueKind.String && own.GetValue<string>() == id;

    private static bool IsInSourceMode(JsonNode? component) =>
        component is JsonObject { } members && members["config"] is JsonObject config
        && config["mode"] is JsonValue mode && mode.TryGetValue(out string? text) && text == "Source";
}
