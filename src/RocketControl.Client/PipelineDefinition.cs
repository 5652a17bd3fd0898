using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client;

/// <summary>What a run is to execute. Every backend has its own kind: <see cref="RocketRidePipeline"/> for RocketRide.</summary>
public abstract class PipelineDefinition
{
    private protected PipelineDefinition()
    {
    }

    /// <summary>The label for the run; for a RocketRide file its name without <c>.pipe</c> or <c>.pipe.json</c>. Null when there is none.</summary>
    public abstract string? Name { get; }

    /// <summary>Reads a RocketRide pipeline from a <c>.pipe</c>, <c>.pipe.json</c> or <c>.json</c> file.</summary>
    /// <param name="path">The file; at most 64 MiB.</param>
    /// <exception cref="PipelineInvalidException">The file is missing, unreadable, not JSON, or has no components.</exception>
    public static RocketRidePipeline FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RocketRidePipeline.ReadFile(path);
    }

    /// <summary>Reads a RocketRide pipeline from JSON text.</summary>
    /// <param name="json">The document, flat or wrapped in <c>{"pipeline": …}</c>.</param>
    /// <exception cref="PipelineInvalidException">The text is not JSON, or the pipeline has no components.</exception>
    public static RocketRidePipeline FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return RocketRidePipeline.Parse(json);
    }

    /// <summary>Takes a RocketRide pipeline from a JSON node.</summary>
    /// <param name="json">The document, flat or wrapped. Copied: later changes to it have no effect.</param>
    /// <exception cref="PipelineInvalidException">It has no components.</exception>
    public static RocketRidePipeline FromJson(JsonNode json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return RocketRidePipeline.Parse(json.ToJsonString());
    }

    /// <summary>Takes a RocketRide pipeline from a JSON element.</summary>
    /// <param name="json">The document, flat or wrapped. Copied.</param>
    /// <exception cref="PipelineInvalidException">It has no components.</exception>
    public static RocketRidePipeline FromJson(JsonElement json) => RocketRidePipeline.Of(json);
}
