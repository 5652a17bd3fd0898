using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The shapes that answers come in (RocketRide protocol §7.1).</summary>
internal static class Envelope
{
    private const string StatusMember = "status";

    /// <summary>Success; without data the member is left out.</summary>
    public static HttpAnswer Ok(JsonNode? data = null)
    {
        var body = new JsonObject { [StatusMember] = "OK" };
        if (data is not null)
            body["data"] = data;
        return HttpAnswer.Json(body);
    }

    /// <summary>A handler failed.</summary>
    public static HttpAnswer Failure(HandlerFailure failure) =>
        HttpAnswer.Json(new JsonObject { [StatusMember] = "Error", ["error"] = failure.ToJson() }, StatusCodes.Status400BadRequest);

    /// <summary>A refusal in words.</summary>
    public static HttpAnswer Error(string text, int status) =>
        HttpAnswer.Json(new JsonObject { [StatusMember] = "Error", ["error"] = new JsonObject { ["error"] = text } }, status);

    /// <summary>The web framework's own errors.</summary>
    public static HttpAnswer Detail(string text, int status) => HttpAnswer.Json(new JsonObject { ["detail"] = text }, status);
}
