using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>One text for everything that is the same JSON: the order of members and the spelling of numbers do not count.</summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode? node) => Sort(node)?.ToJsonString(Readable) ?? "null";

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value),
        _ => node?.DeepClone(),
    };

    private static JsonNode Number(JsonValue value) =>
        decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? JsonValue.Create(number / 1.000000000000000000000000000000000m)
            : value.DeepClone();
}
