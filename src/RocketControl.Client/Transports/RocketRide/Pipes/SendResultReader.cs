using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Turns what the server says of one processed object into a result (RocketRide protocol §5.4).</summary>
internal static class SendResultReader
{
    private const string TextLane = "text";
    private const string ErrorMember = "error";

    /// <param name="body">The object.</param>
    /// <param name="resultTypes">The map of result key to lane, which HTTP keeps apart from the object.</param>
    /// <returns>The result, and what the run says went wrong with the object, if anything did.</returns>
    public static (SendResult Result, string? Error) Read(JsonElement body, JsonElement resultTypes)
    {
        var types = new Dictionary<string, string>();
        var results = new Dictionary<string, JsonElement>();
        var texts = new List<string>();
        if (resultTypes.ValueKind == JsonValueKind.Object)
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
        return (new SendResult
        {
            Name = body.Text("name"u8) ?? "",
            Path = body.Text("path"u8) ?? "",
            ObjectId = body.Text("objectId"u8) ?? "",
            ResultTypes = types,
            Results = results,
            Texts = texts,
            Raw = body.Clone(),
        }, types.ContainsKey(ErrorMember) ? null : ErrorOf(body));
    }

    /// <summary>The engine tells more than a text: message, code, and place in its source. A text alone is understood as well.</summary>
    private static string? ErrorOf(JsonElement body) => body.Member("error"u8) is { } error
        ? error.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => null,
            JsonValueKind.String => error.GetString() is { Length: > 0 } text ? text : null,
            _ => error.Text("message"u8) ?? "the server gives no reason",
        }
        : null;
}
