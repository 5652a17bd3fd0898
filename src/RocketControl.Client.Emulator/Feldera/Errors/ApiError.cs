using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Errors;

/// <summary>What goes into an error envelope (Feldera protocol §4), be it an answer or a pipeline's <c>deployment_error</c>.</summary>
internal sealed record ApiError(string Code, string Message, JsonNode? Details = null)
{
    public JsonObject ToJson() => new() { ["message"] = Message, ["error_code"] = Code, ["details"] = Details?.DeepClone() };
}
