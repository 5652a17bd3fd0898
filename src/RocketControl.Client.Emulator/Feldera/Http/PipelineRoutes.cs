using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Pipelines as things to be made, read, changed and deleted (Feldera protocol §6).</summary>
internal static class PipelineRoutes
{
    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("GET", "/v0/pipelines", List),
        ApiRoute.Of("POST", "/v0/pipelines", Create),
        ApiRoute.Of("GET", "/v0/pipelines/{p}", call => HttpAnswer.Json(PipelineJson.Select(call.Pipeline, call.Query["selector"]))),
        ApiRoute.Of("PUT", "/v0/pipelines/{p}", CreateOrReplace),
        ApiRoute.Of("PATCH", "/v0/pipelines/{p}", Patch),
        ApiRoute.Of("DELETE", "/v0/pipelines/{p}", Delete),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/update_runtime", UpdateRuntime),
        ApiRoute.Of("POST", "/v0/validate_program", Validate),
    ];

    private static HttpAnswer List(ApiCall call)
    {
        IEnumerable<Pipeline> pipelines = call.Server.Pipelines.OrderBy(pipeline => pipeline.Name, StringComparer.Ordinal);
        return HttpAnswer.Json(new JsonArray([.. pipelines.Select(pipeline => PipelineJson.Select(pipeline, call.Query["selector"]))]));
    }

    private static HttpAnswer Create(ApiCall call) => Add(call, DefinitionReader.Read(call.ReadObject()));

    private static HttpAnswer CreateOrReplace(ApiCall call)
    {
        PipelineDefinition definition = DefinitionReader.Read(call.ReadObject());
        return call.Server.Find(call.Arguments[0]) is { } pipeline ? Change(call, pipeline, definition) : Add(call, definition);
    }

    private static HttpAnswer Patch(ApiCall call)
    {
        Pipeline pipeline = call.Pipeline;
        return Change(call, pipeline, DefinitionReader.Patch(pipeline.Definition, call.ReadObject()));
    }

    private static HttpAnswer Add(ApiCall call, PipelineDefinition definition)
    {
        if (call.Server.Find(definition.Name) is not null)
            throw Refusals.DuplicateName();
        return HttpAnswer.Json(PipelineJson.All(call.Server.Add(definition)), StatusCodes.Status201Created);
    }

    private static HttpAnswer Change(ApiCall call, Pipeline pipeline, PipelineDefinition definition)
    {
        if (!definition.RunsSameAs(pipeline.Definition))
            RequireStopped(pipeline);
        if (definition.Name != pipeline.Name && call.Server.Find(definition.Name) is not null)
            throw Refusals.DuplicateName();
        RequireClearedForStorageChange(pipeline, definition);
        pipeline.Change(definition);
        return HttpAnswer.Json(PipelineJson.All(pipeline));
    }

    private static void RequireStopped(Pipeline pipeline)
    {
        if (!pipeline.State.IsFullyStopped)
            throw Refusals.Of("UpdateRestrictedToStopped", "The pipeline can only be changed while it is stopped; stop it first");
    }

    private static void RequireClearedForStorageChange(Pipeline pipeline, PipelineDefinition definition)
    {
        if (pipeline.State.Storage == StorageStatus.Cleared)
            return;
        string[] bound = ["storage", "hosts"];
        string[] changed = [.. bound.Where(name => !JsonNode.DeepEquals(pipeline.Definition.RuntimeConfig[name], definition.RuntimeConfig[name]))];
        if (definition.Name != pipeline.Name)
            changed = ["name", .. changed];
        if (changed.Length == 0)
            return;
        throw Refusals.Of(
            "EditRestrictedToClearedStorage", $"While there is storage, these cannot be changed: {string.Join(", ", changed)}; clear it first",
            new JsonObject { ["not_allowed"] = new JsonArray([.. changed.Select(name => JsonValue.Create(name))]) });
    }

    private static HttpAnswer Delete(ApiCall call)
    {
        Pipeline pipeline = call.Pipeline;
        if (!pipeline.State.IsFullyStopped)
            throw Refusals.Of("DeleteRestrictedToFullyStopped", "A pipeline that is not fully stopped cannot be deleted; stop it first");
        if (pipeline.State.Storage != StorageStatus.Cleared)
            throw Refusals.Of("DeleteRestrictedToClearedStorage", "A pipeline whose storage is not cleared cannot be deleted; clear it first");
        call.Server.Remove(pipeline);
        return Replies.Empty();
    }

    private static HttpAnswer UpdateRuntime(ApiCall call)
    {
        Pipeline pipeline = call.Pipeline;
        RequireStopped(pipeline);
        pipeline.UpdateRuntime();
        return HttpAnswer.Json(PipelineJson.All(pipeline));
    }

    private static HttpAnswer Validate(ApiCall call)
    {
        string code = ApiCall.Text(call.ReadObject(), "program_code") ?? throw Refusals.InvalidParam("the member 'program_code' is missing");
        string? error = ProgramCompiler.Read(call.Server.Options, code, out SqlProgram? program);
        return HttpAnswer.Json(program is not null
            ? new JsonObject { ["Success"] = new JsonObject { ["program_info"] = program.ToJson() } }
            : new JsonObject { ["SqlError"] = new JsonObject { ["info"] = ProgramCompiler.SqlOutcome(error) } });
    }
}
