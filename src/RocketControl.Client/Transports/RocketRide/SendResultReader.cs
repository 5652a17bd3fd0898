using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Turns the body of a pipe's <c>close</c> into a result (RocketRide protocol §5.4).</summary>
internal static class SendResultReader
{
    private const string TextLane = "text";

    /// <param name="json">The body.</param>
    /// <param name="error">What the run says went wrong with the object; null when nothing did.</param>
    /// <returns>The result, or null when the body is no JSON object.</returns>
    public static SendResult? Read(ReadOnlyMemory<byte> json, out string? error)
    {
        error = null;
        using var document = JsonDocument.Parse(json);
        var body = document.RootElement;
        if (body.ValueKind != JsonValueKind.Object)
            return null;

        error = body.Text("error"u8);
        var types = new Dictionary<string, string>();
        var results = new Dictionary<string, JsonElement>();
        var texts = new List<string>();
        if (body.Member("result_types"u8) is { ValueKind: JsonValueKind.Object } resultTypes)
        {
            foreach (var type in resultTypes.EnumerateObject())
            {
                if (type.Value.ValueKind != JsonValueKind.String || !body.TryGetProperty(type.Name, out var result))
                    continue;
                types[type.Name] = type.Value.GetString()!;
                results[type.Name] = result.Clone();
                if (types[type.Name] == TextLane && result.ValueKind == JsonValueKind.Array)
                    texts.AddRange(result.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!));
            }
        }
        return new SendResult
        {
            Name = body.Text("name"u8) ?? "",
            Path = body.Text("path"u8) ?? "",
            ObjectId = body.Text("objectId"u8) ?? "",
            ResultTypes = types,
            Results = results,
            Texts = texts,
            RawJson = new LazyJson(json),
        };
    }
}
