using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>A pipeline as clients read it (Feldera protocol §6).</summary>
internal static class PipelineJson
{
    /// <summary>What the selector asks for.</summary>
    /// <exception cref="RefusedException">There is no such selector.</exception>
    public static JsonObject Select(Pipeline pipeline, string? selector) => selector switch
    {
        null or "all" => All(pipeline),
        "status" => Status(pipeline),
        "status_with_connectors" => StatusWithConnectors(pipeline),
        _ => throw Refusals.InvalidParam($"unknown selector '{selector}'"),
    };

    public static JsonObject All(Pipeline pipeline)
    {
        JsonObject json = Status(pipeline);
        json["runtime_config"] = pipeline.Definition.RuntimeConfig.DeepClone();
        json["program_code"] = pipeline.Definition.ProgramCode;
        json["udf_rust"] = pipeline.Definition.UdfRust;
        json["udf_toml"] = pipeline.Definition.UdfToml;
        json["program_config"] = pipeline.Definition.ProgramConfig.DeepClone();
        json["program_error"] = pipeline.ProgramError.DeepClone();
        json["program_info"] = pipeline.Program?.ToJson();
        return json;
    }

    private static JsonObject StatusWithConnectors(Pipeline pipeline)
    {
        JsonObject json = Status(pipeline);
        json["connectors"] = pipeline.Process is null ? null : new JsonObject { ["num_errors"] = 0 };
        return json;
    }

    private static JsonObject Status(Pipeline pipeline)
    {
        PipelineState state = pipeline.State;
        return new JsonObject
        {
            ["id"] = pipeline.Id.ToString(),
            ["name"] = pipeline.Name,
            ["description"] = pipeline.Definition.Description,
            ["tags"] = new JsonArray([.. pipeline.Definition.Tags.Select(tag => JsonValue.Create(tag))]),
            ["created_at"] = Timestamps.Format(pipeline.CreatedAt),
            ["version"] = pipeline.Version,
            ["platform_version"] = pipeline.PlatformVersion,
            ["program_version"] = pipeline.ProgramVersion,
            ["program_status"] = state.Program.Value.ToString(),
            ["program_status_since"] = Timestamps.Format(state.Program.Since),
            ["deployment_error"] = state.Error?.ToJson(),
            ["refresh_version"] = state.RefreshVersion,
            ["storage_status"] = state.Storage.ToString(),
            ["storage_status_details"] = null,
            ["deployment_id"] = state.DeploymentId?.ToString(),
            ["deployment_initial"] = state.Start?.Initial,
            ["deployment_status"] = state.Status.Value,
            ["deployment_status_since"] = Timestamps.Format(state.Status.Since),
            ["deployment_desired_status"] = state.Desired.Value,
            ["deployment_desired_status_since"] = Timestamps.Format(state.Desired.Since),
            ["deployment_resources_status"] = state.Resources.Value.ToString(),
            ["deployment_resources_status_details"] = null,
            ["deployment_resources_status_since"] = Timestamps.Format(state.Resources.Since),
            ["deployment_resources_desired_status"] = state.ResourcesDesired.Value.ToString(),
            ["deployment_resources_desired_status_since"] = Timestamps.Format(state.ResourcesDesired.Since),
            ["deployment_runtime_status"] = state.Runtime?.Value,
            ["deployment_runtime_status_details"] = null,
            ["deployment_runtime_status_since"] = state.Runtime is { } runtime ? Timestamps.Format(runtime.Since) : null,
            ["deployment_runtime_desired_status"] = state.RuntimeDesired?.Value,
            ["deployment_runtime_desired_status_since"] = state.RuntimeDesired is { } desired ? Timestamps.Format(desired.Since) : null,
        };
    }
}
