using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Creates, replaces and changes definitions of pipelines (Feldera protocol §6).</summary>
internal sealed class FelderaDefinitions(FelderaHttp http)
{
    /// <summary>Creates it. Not repeated: the second time the name would be taken.</summary>
    public async Task<FelderaPipelineInfo> PostAsync(FelderaPipeline pipeline, CancellationToken cancellationToken) => new(await http.CallJsonAsync(
        FelderaRequest.Post(RunOperation.Define, FelderaPath.Pipelines, pipeline.Name) with
        {
            Body = () => Content(Document(pipeline)),
            Repetition = FelderaRepetition.IfUnsent,
        },
        cancellationToken).ConfigureAwait(false));

    /// <summary>Creates it, or replaces the one that is there.</summary>
    public async Task<FelderaPipelineInfo> PutAsync(FelderaPipeline pipeline, RunOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return new FelderaPipelineInfo(await http.CallJsonAsync(
                new FelderaRequest(operation, HttpMethod.Put, FelderaPath.Pipeline(pipeline.Name))
                {
                    Pipeline = pipeline.Name,
                    Body = () => Content(Document(pipeline)),
                },
                cancellationToken).ConfigureAwait(false));
        }
        catch (RunInvalidStateException exception) when (exception.Code == "UpdateRestrictedToStopped" && operation == RunOperation.Use)
        {
            throw new RunAlreadyRunningException(
                $"Pipeline {pipeline.Name} is alive, so its program cannot be replaced. End it first; or take it as it is, with UseOptions.UseExisting or "
                + "FelderaPipeline.Existing.",
                exception.Context,
                exception);
        }
    }

    public async Task<FelderaPipelineInfo> PatchAsync(string name, FelderaPipelineChange change, CancellationToken cancellationToken) => new(await http.CallJsonAsync(
        new FelderaRequest(RunOperation.Define, HttpMethod.Patch, FelderaPath.Pipeline(name)) { Pipeline = name, Body = () => Content(Document(change)) },
        cancellationToken).ConfigureAwait(false));

    /// <exception cref="RunInvalidArgumentException">It is one that exists already, so there is nothing to define.</exception>
    public static void RequireProgram(FelderaPipeline pipeline)
    {
        if (pipeline.Sql is null)
        {
            throw new RunInvalidArgumentException(
                $"{pipeline.Name} has no program. Give one: new FelderaPipeline(name, sql).", new RunErrorContext(RunBackend.Feldera, RunOperation.Define));
        }
    }

    private static JsonObject Document(FelderaPipeline pipeline)
    {
        var document = new JsonObject
        {
            ["name"] = pipeline.Name,
            ["description"] = pipeline.Description ?? "",
            ["program_code"] = pipeline.Sql,
            ["udf_rust"] = pipeline.UdfRust ?? "",
            ["udf_toml"] = pipeline.UdfToml ?? "",
        };
        AddIfGiven(document, "tags", Labels(pipeline.Tags));
        AddIfGiven(document, "program_config", pipeline.ProgramConfig?.DeepClone());
        AddIfGiven(document, "runtime_config", pipeline.RuntimeConfig?.DeepClone());
        return document;
    }

    private static JsonObject Document(FelderaPipelineChange change)
    {
        var document = new JsonObject();
        AddIfGiven(document, "name", change.Name);
        AddIfGiven(document, "description", change.Description);
        AddIfGiven(document, "tags", Labels(change.Tags));
        AddIfGiven(document, "program_code", change.Sql);
        AddIfGiven(document, "udf_rust", change.UdfRust);
        AddIfGiven(document, "udf_toml", change.UdfToml);
        AddIfGiven(document, "program_config", change.ProgramConfig?.DeepClone());
        AddIfGiven(document, "runtime_config", change.RuntimeConfig?.DeepClone());
        return document;
    }

    private static JsonArray? Labels(IReadOnlyList<string>? tags) => tags is null ? null : [.. tags.Select(static tag => (JsonNode?)tag)];

    private static void AddIfGiven(JsonObject document, string name, JsonNode? value)
    {
        if (value is not null)
            document[name] = value;
    }

    private static StringContent Content(JsonObject document) => new(document.ToJsonString(), Encoding.UTF8, "application/json");
}
