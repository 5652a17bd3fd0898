using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Reads pipelines that users describe, and fills in the server's defaults (Feldera protocol §6).</summary>
internal static partial class DefinitionReader
{
    private const string NamePattern = "^([A-Za-z0-9][-A-Za-z0-9_]*)?[A-Za-z0-9]$";
    private const int LongestName = 100;

    private static readonly string[] Profiles = ["dev", "unoptimized", "optimized", "optimized_symbols"];

    /// <exception cref="RefusedException">This is no valid description.</exception>
    public static PipelineDefinition Read(JsonObject body)
    {
        string name = ApiCall.Text(body, "name") ?? throw Refusals.InvalidParam("the member 'name' is missing");
        string code = ApiCall.Text(body, "program_code") ?? throw Refusals.InvalidParam("the member 'program_code' is missing");
        return Validated(new PipelineDefinition(
            name,
            ApiCall.Text(body, "description") ?? "",
            Tags(body) ?? [],
            code,
            ApiCall.Text(body, "udf_rust") ?? "",
            ApiCall.Text(body, "udf_toml") ?? "",
            RuntimeConfig(body["runtime_config"]),
            ProgramConfig(body["program_config"])));
    }

    /// <summary>The description with what the body changes; the configurations are replaced as a whole.</summary>
    /// <exception cref="RefusedException">This is no valid change.</exception>
    public static PipelineDefinition Patch(PipelineDefinition current, JsonObject body) => Validated(current with
    {
        Name = ApiCall.Text(body, "name") ?? current.Name,
        Description = ApiCall.Text(body, "description") ?? current.Description,
        Tags = Tags(body) ?? current.Tags,
        ProgramCode = ApiCall.Text(body, "program_code") ?? current.ProgramCode,
        UdfRust = ApiCall.Text(body, "udf_rust") ?? current.UdfRust,
        UdfToml = ApiCall.Text(body, "udf_toml") ?? current.UdfToml,
        RuntimeConfig = body["runtime_config"] is { } runtime ? RuntimeConfig(runtime) : current.RuntimeConfig,
        ProgramConfig = body["program_config"] is { } program ? ProgramConfig(program) : current.ProgramConfig,
    });

    private static PipelineDefinition Validated(PipelineDefinition definition)
    {
        string name = definition.Name;
        if (name.Length == 0)
            throw Refusals.Of("EmptyName", "The name must not be empty");
        if (name.Length > LongestName)
        {
            throw Refusals.Of(
                "TooLongName", $"The name has {name.Length} characters; {LongestName} are allowed",
                new JsonObject { ["name"] = name, ["length"] = name.Length, ["maximum"] = LongestName });
        }
        if (!NameRegex().IsMatch(name))
        {
            throw Refusals.Of(
                "NameDoesNotMatchPattern", $"The name '{name}' does not match {NamePattern}", new JsonObject { ["name"] = name, ["pattern"] = NamePattern });
        }
        return definition;
    }

    private static JsonObject RuntimeConfig(JsonNode? given)
    {
        JsonObject config = Merged(given, "InvalidRuntimeConfig", JsonNode.Parse(
            """
            {
              "workers": 8, "max_rss_mb": null, "datafusion_memory_mb": null, "hosts": 1,
              "storage": { "backend": { "name": "default" }, "min_storage_bytes": null, "min_step_storage_bytes": null, "compression": "default", "cache_mib": null },
              "fault_tolerance": { "model": "none", "checkpoint_interval_secs": 60 },
              "cpu_profiler": true, "tracing": false, "tracing_endpoint_jaeger": "", "min_batch_size_records": 0, "max_buffering_delay_usecs": 0,
              "resources": {
                "cpu_cores_min": null, "cpu_cores_max": null, "memory_mb_min": null, "memory_mb_max": null, "storage_mb_max": null, "storage_class": null,
                "service_account_name": null, "namespace": null
              },
              "clock_resolution_usecs": 1000000, "clock_timezone_offset": null, "pin_cpus": [], "provisioning_timeout_secs": null,
              "max_parallel_connector_init": null, "init_containers": null, "checkpoint_during_suspend": true, "http_workers": null, "io_workers": null,
              "env": {}, "dev_tweaks": {}, "logging": null, "pipeline_template_configmap": null
            }
            """)!.AsObject());
        if (!IsNumber(config["workers"], 1, int.MaxValue))
            throw InvalidRuntimeConfig("workers");
        if (config["provisioning_timeout_secs"] is { } limit && !IsNumber(limit, 0, int.MaxValue))
            throw InvalidRuntimeConfig("provisioning_timeout_secs");
        if (config["storage"] is not (null or JsonObject))
            throw InvalidRuntimeConfig("storage");
        if (config["fault_tolerance"] is not JsonObject tolerance || tolerance["model"] is not JsonValue model || !model.TryGetValue(out string? _))
            throw InvalidRuntimeConfig("fault_tolerance");
        return config;
    }

    private static JsonObject ProgramConfig(JsonNode? given)
    {
        JsonObject config = Merged(given, "InvalidProgramConfig", new JsonObject
        {
            ["profile"] = "optimized",
            ["cache"] = true,
            ["runtime_version"] = null,
            ["use_platform_compiler"] = false,
        });
        if (config["profile"] is { } profile && !Array.Exists(Profiles, known => profile is JsonValue value && value.TryGetValue(out string? text) && text == known))
            throw Refusals.Of("InvalidProgramConfig", $"there is no profile {profile.ToJsonString()}", new JsonObject { ["error"] = "profile" });
        return config;
    }

    private static JsonObject Merged(JsonNode? given, string refusal, JsonObject defaults)
    {
        if (given is null)
            return defaults;
        if (given is not JsonObject members)
            throw Refusals.Of(refusal, "The configuration has to be an object", new JsonObject { ["error"] = "not an object" });
        foreach ((string name, JsonNode? value) in members)
            defaults[name] = value is JsonObject inner && defaults[name] is JsonObject group ? Merged(inner, refusal, group.DeepClone().AsObject()) : value?.DeepClone();
        return defaults;
    }

    private static bool IsNumber(JsonNode? node, long lowest, long highest) =>
        node is JsonValue value && value.TryGetValue(out long number) && number >= lowest && number <= highest;

    private static RefusedException InvalidRuntimeConfig(string member) =>
        Refusals.Of("InvalidRuntimeConfig", $"'{member}' of the runtime configuration is not valid", new JsonObject { ["error"] = member });

    private static IReadOnlyList<string>? Tags(JsonObject body) => body["tags"] switch
    {
        null => null,
        JsonArray tags when tags.All(tag => tag is JsonValue value && value.TryGetValue(out string? _)) => [.. tags.Select(tag => tag!.GetValue<string>())],
        _ => throw Refusals.InvalidParam("'tags' has to be a list of texts"),
    };

    [GeneratedRegex(NamePattern, RegexOptions.CultureInvariant)]
    private static partial Regex NameRegex();
}
