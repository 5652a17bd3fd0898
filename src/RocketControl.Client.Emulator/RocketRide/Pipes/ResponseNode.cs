using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>
/// A response node: captures what arrives under the key that its configuration names, else the lane (RocketRide protocol §5.4).
/// </summary>
internal static class ResponseNode
{
    public static void Accept(PipelineComponent component, LaneValue value, PipeResults results, string mimeType)
    {
        string key = KeyOf(component.Config, value.Lane);
        if (value.Text is not null)
            results.AddText(key, value.Text);
        else if (value.Json is not null)
            results.AddItem(key, value.Lane, value.Json.DeepClone());
        else if (value.Lane == "image")
            results.AddItem(key, value.Lane, ToImage(value.Bytes, mimeType));
    }

    private static string KeyOf(JsonObject config, string lane)
    {
        if (TextOf(config["laneName"]) is { } name)
            return name;
        IEnumerable<JsonObject> lanes = (config["lanes"] as JsonArray)?.OfType<JsonObject>() ?? [];
        return TextOf(lanes.FirstOrDefault(entry => TextOf(entry["laneId"]) == lane)?["laneName"]) ?? lane;
    }

    private static string? TextOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    private static JsonObject ToImage(ReadOnlyMemory<byte> bytes, string mimeType) => new()
    {
        ["mime_type"] = mimeType,
        ["image"] = Convert.ToBase64String(bytes.Span),
    };
}
