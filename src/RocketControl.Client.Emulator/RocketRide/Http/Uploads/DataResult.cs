using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>The answer to an upload: the objects by key, and their result types merged (RocketRide protocol §7.3).</summary>
internal static class DataResult
{
    private const string ResultTypes = "result_types";

    public static JsonObject Of(IReadOnlyCollection<ObjectOutcome> outcomes)
    {
        var types = new JsonObject();
        var objects = new JsonObject();
        foreach (ObjectOutcome outcome in outcomes)
            objects[outcome.Key] = outcome.Failure is { } failure ? Failed(failure) : Completed(outcome.Result ?? [], types);

        return new JsonObject
        {
            ["objectsRequested"] = outcomes.Count,
            ["objectsCompleted"] = outcomes.Count(outcome => outcome.Failure is null),
            ["resultTypes"] = types,
            ["objects"] = objects,
        };
    }

    private static JsonObject Completed(JsonObject result, JsonObject types)
    {
        if (result[ResultTypes] is JsonObject own)
        {
            foreach ((string key, JsonNode? lane) in own)
                types[key] = lane?.DeepClone();
        }

        result.Remove(ResultTypes);
        result["status"] = "OK";
        return result;
    }

    private static JsonObject Failed(HandlerFailure failure) => new()
    {
        ["status"] = "Error",
        ["error"] = failure.ToJson(),
        ["metrics"] = null,
        ["warnings"] = null,
    };
}
