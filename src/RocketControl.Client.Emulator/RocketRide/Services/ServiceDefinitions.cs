using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Services;

/// <summary>Short definitions of the services that the emulated engine has (RocketRide protocol §3.6).</summary>
internal static class ServiceDefinitions
{
    private const int CapabilityNoInclude = 512;

    private static readonly Dictionary<string, Func<JsonObject>> Definitions = new(StringComparer.Ordinal)
    {
        ["webhook"] = () => Source(
            "Web Hook", "webhook", "Takes what arrives over HTTP or a pipe.", "tags", "text", "audio", "video", "image", "questions"),
        ["chat"] = () => Source("Chat", "chat", "Takes questions.", "questions"),
        ["dropper"] = () => Source("Dropper", "dropper", "Takes dropped files.", "tags", "text", "audio", "video", "image"),
        ["parse"] = () => Node("Parse", "parse", "data", "Makes text of documents.", new() { ["tags"] = new JsonArray("text") }),
        ["llm_openai"] = () => Node(
            "OpenAI", "llm_openai", "llm", "Answers questions.", new() { ["questions"] = new JsonArray("answers") }),
        ["response"] = () => Node("Response", "response", "infrastructure", "Returns what arrives.", []),
    };

    /// <summary>Every definition by name.</summary>
    public static JsonObject All() =>
        new(Definitions.Select(definition => KeyValuePair.Create(definition.Key, (JsonNode?)definition.Value())));

    /// <summary>Null when there is no such service.</summary>
    public static JsonObject? Find(string name) => Definitions.TryGetValue(name, out Func<JsonObject>? create) ? create() : null;

    private static JsonObject Source(string title, string name, string description, params string[] lanes)
    {
        var outputs = new JsonArray([.. lanes.Select(lane => (JsonNode)lane)]);
        JsonObject definition = Node(title, name, "source", description, new() { ["_source"] = outputs });
        definition["capabilities"] = CapabilityNoInclude;
        return definition;
    }

    private static JsonObject Node(string title, string name, string classType, string description, JsonObject lanes) => new()
    {
        ["title"] = title,
        ["protocol"] = $"{name}://",
        ["prefix"] = name,
        ["plans"] = null,
        ["capabilities"] = 0,
        ["classType"] = new JsonArray(classType),
        ["description"] = description,
        ["lanes"] = lanes,
    };
}
