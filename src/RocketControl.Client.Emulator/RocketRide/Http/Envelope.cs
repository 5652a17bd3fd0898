using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The shapes that answers come in (RocketRide protocol §7.1).</summary>
internal static class Envelope
{
    private const string StatusMember = "status";

    /// <summary>Any JSON, in Python's spelling.</summary>
    public static HttpAnswer Json(JsonNode body, int status = StatusCodes.Status200OK) =>
        HttpAnswer.Of(status, "application/json", PythonJsonWriter.Compact(body));

    /// <summary>Success; without data the member is left out.</summary>
    public static HttpAnswer Ok(JsonNode? data = null)
    {
        var body = new JsonObject { [StatusMember] = "OK" };
        if (data is not null)
            body["data"] = data;
        return Json(body);
    }

    /// <summary>A handler failed.</summary>
    public static HttpAnswer Failure(HandlerFailure failure) =>
        Json(new JsonObject { [StatusMember] = "Error", ["error"] = failure.ToJson() }, StatusCodes.Status400BadRequest);

    /// <summary>A refusal in words.</summary>
    public static HttpAnswer Error(string text, int status) =>
        Json(new JsonObject { [StatusMember] = "Error", ["error"] = new JsonObject { ["error"] = text } }, status);

    /// <summary>The web framework's own errors.</summary>
    public static HttpAnswer Detail(string text, int status) => Json(new JsonObject { ["detail"] = text }, status);
}
