using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera;

/// <summary>Reads JSON as the server does: of members with the same name the last one counts, and texts that are no Unicode are refused at once.</summary>
internal static class JsonText
{
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonNode? Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        try
        {
            return Copy(document.RootElement);
        }
        catch (InvalidOperationException invalid)
        {
            throw new JsonException(invalid.Message, invalid);
        }
    }

    private static JsonNode? Copy(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (JsonProperty member in element.EnumerateObject())
                    members[member.Name] = Copy(member.Value);
                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Copy)]);
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
