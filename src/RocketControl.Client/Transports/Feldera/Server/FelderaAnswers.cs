using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Reads answers that may be JSON, a text, or nothing (Feldera protocol §13).</summary>
internal static class FelderaAnswers
{
    public static JsonElement Read(HttpReply reply)
    {
        if (reply.Body.IsEmpty)
            return default;
        try
        {
            using var document = ReadableJson.Parse(reply.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            using var document = JsonDocument.Parse(JsonValue.Create(Encoding.UTF8.GetString(reply.Body.Span)).ToJsonString());
            return document.RootElement.Clone();
        }
    }
}
