using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The routes as an OpenAPI document, without the schemas of their parameters and answers.</summary>
internal static class OpenApiDocument
{
    public static JsonObject Describe(IEnumerable<Route> routes)
    {
        var paths = new JsonObject();
        foreach (IGrouping<string, Route> path in routes.Where(route => route.IsListed).GroupBy(route => route.Pattern))
            paths[path.Key] = new JsonObject(path.Select(route => KeyValuePair.Create(route.Method.ToLowerInvariant(), (JsonNode?)Operation())));

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "RocketRide Web Services", ["version"] = "0.1.0" },
            ["paths"] = paths,
        };
    }

    private static JsonObject Operation() =>
        new() { ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "Successful Response" } } };
}
