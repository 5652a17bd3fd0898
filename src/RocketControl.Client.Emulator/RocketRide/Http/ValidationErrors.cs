using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>What is wrong with the parameters of a request; all of it is answered at once with 422 (RocketRide protocol §7.1).</summary>
internal sealed class ValidationErrors
{
    private readonly JsonArray _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>Every handler of tasks wants the header, even though a key in the query passes the login.</summary>
    public void RequireAuthorization(HttpRequest request)
    {
        if (!request.Headers.ContainsKey("Authorization"))
            AddMissing("header", "authorization");
    }

    public void AddMissing(params string[] location) => Add("missing", location, "Field required", null);

    public void Add(string type, string[] location, string message, JsonNode? input, JsonObject? context = null)
    {
        var error = new JsonObject
        {
            ["type"] = type,
            ["loc"] = new JsonArray([.. location.Select(part => (JsonNode)part)]),
            ["msg"] = message,
            ["input"] = input,
        };
        if (context is not null)
            error["ctx"] = context;
        _errors.Add((JsonNode)error);
    }

    public HttpAnswer ToAnswer() => Envelope.Json(new JsonObject { ["detail"] = _errors }, StatusCodes.Status422UnprocessableEntity);

    /// <summary>A body that is no JSON, which is told before anything else.</summary>
    public static HttpAnswer InvalidJson()
    {
        var error = new JsonObject
        {
            ["type"] = "json_invalid",
            ["loc"] = new JsonArray("body", 0),
            ["msg"] = "JSON decode error",
            ["input"] = new JsonObject(),
            ["ctx"] = new JsonObject { ["error"] = "Expecting value" },
        };
        return Envelope.Json(new JsonObject { ["detail"] = new JsonArray(error) }, StatusCodes.Status422UnprocessableEntity);
    }
}
