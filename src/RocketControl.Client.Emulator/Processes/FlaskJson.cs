using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>A request's body as <c>request.json or {}</c> gives it.</summary>
internal static class FlaskJson
{
    private const string NoJson =
        "415 Unsupported Media Type: Did not attempt to load JSON data because the request Content-Type was not 'application/json'.";

    private const string BadJson = "400 Bad Request: The browser (or proxy) sent a request that this server could not understand.";

    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="mistake">What Python raises when it is no object.</param>
    public static JsonObject? Read(HttpRequest request, string body, out string mistake)
    {
        mistake = "";
        if (!IsJson(request.ContentType))
        {
            mistake = NoJson;
            return null;
        }
        try
        {
            JsonNode? value = JsonNode.Parse(body);
            if (!IsTruthy(value))
                return [];
            if (value is JsonObject members)
                return members;
            mistake = $"'{TypeOf(value)}' object has no attribute 'get'";
        }
        catch (JsonException)
        {
            mistake = BadJson;
        }
        return null;
    }

    /// <summary>Whether Python takes a value for true.</summary>
    public static bool IsTruthy(JsonNode? value) => value switch
    {
        null => false,
        JsonObject members => members.Count > 0,
        JsonArray items => items.Count > 0,
        _ => value.GetValueKind() switch
        {
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetValue<double>() != 0,
            JsonValueKind.String => value.GetValue<string>().Length > 0,
            _ => true,
        },
    };

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.String => "str",
        JsonValueKind.True => "bool",
        _ => "int",
    };

    private static bool IsJson(string? contentType)
    {
        string type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type == "application/json" || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal));
    }
}
