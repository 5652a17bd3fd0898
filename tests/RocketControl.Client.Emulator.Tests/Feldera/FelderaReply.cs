using System.Net;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>An answer; the body is null when it is empty or no JSON.</summary>
internal sealed record FelderaReply(HttpStatusCode Status, JsonNode? Body, string Text, HttpResponseMessage Message)
{
    public string? ErrorCode => (string?)(Body as JsonObject)?["error_code"];

    public JsonNode? this[string member] => Body![member];
}
