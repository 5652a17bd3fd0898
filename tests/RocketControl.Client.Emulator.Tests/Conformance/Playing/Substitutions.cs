using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>
/// Puts the emulator's own ids in the place of the recorded ones. Only what a server makes up is learned: the id of a project or an object that the
/// client left without one, what is derived from it, and store handles. A token of a project that the client named must be the recorded one.
/// </summary>
internal sealed class Substitutions
{
    private readonly Dictionary<string, string> _actual = [];
    private readonly List<string> _sent = [];

    /// <summary>Remembers what the recorded client said: that was not made up by the server.</summary>
    public void NoteSent(JsonNode? json)
    {
        if (json is not null)
            _sent.Add(json.ToJsonString());
    }

    /// <summary>Learns from a recorded response and the one that came in its place.</summary>
    public void Learn(JsonNode? recorded, JsonNode? actual)
    {
        if (recorded?["body"] is not JsonObject before || actual?["body"] is not JsonObject now)
            return;

        LearnMadeUp(before, now, "handle");
        if (LearnMadeUp(before, now, "projectId"))
            Array.ForEach(["token", "publicToken", "id"], name => LearnMember(before, now, name));
        if (LearnMadeUp(before, now, "name"))
            LearnMember(before, now, "objectId");
    }

    /// <summary>The text with the emulator's ids in it.</summary>
    public string Apply(string text) => _actual.Aggregate(text, (result, pair) => result.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    /// <summary>A copy with the emulator's ids in it.</summary>
    public JsonNode? Apply(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Apply(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Apply)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Apply(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private bool LearnMadeUp(JsonObject recorded, JsonObject actual, string name) =>
        Text(recorded, name) is { } before && Guid.TryParse(before, out _) && Guid.TryParse(Text(actual, name), out _)
        && !_sent.Exists(text => text.Contains(before, StringComparison.Ordinal)) && LearnMember(recorded, actual, name);

    private bool LearnMember(JsonObject recorded, JsonObject actual, string name) =>
        Text(recorded, name) is { } before && Text(actual, name) is { } now && _actual.TryAdd(before, now);

    private static string? Text(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
