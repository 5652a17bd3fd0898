using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>A value that need not be the recorded one, only of the same JSON kind.</summary>
/// <param name="Frames">Which frames: <c>event:</c> or <c>response:</c> and the name.</param>
/// <param name="Path">Where in them; members separated by dots, <c>*</c> stands for every member and every item.</param>
/// <param name="Reason">Why the recording is no evidence for it.</param>
internal sealed record Exemption(string Frames, string Path, string Reason)
{
    /// <summary>Replaces the values by their kind; tells whether there were any.</summary>
    public bool Apply(string frames, JsonObject frame) => frames == Frames && Apply(frame, Path.Split('.'));

    private static bool Apply(JsonNode node, ReadOnlySpan<string> path)
    {
        bool applied = false;
        foreach ((string key, JsonNode? value) in Members(node, path[0]))
            if (path.Length > 1)
                applied |= value is not null && Apply(value, path[1..]);
            else
                applied |= Replace(node, key, value);
        return applied;
    }

    private static List<KeyValuePair<string, JsonNode?>> Members(JsonNode node, string name) => node switch
    {
        JsonObject members => [.. members.Where(member => name == "*" || name == member.Key)],
        JsonArray items when name == "*" => [.. items.Select((item, index) => KeyValuePair.Create(index.ToString(), item))],
        _ => [],
    };

    private static bool Replace(JsonNode parent, string key, JsonNode? value)
    {
        string kind = $"({value?.GetValueKind().ToString() ?? "Null"})";
        if (parent is JsonArray items)
            items[int.Parse(key)] = kind;
        else
            parent[key] = kind;
        return true;
    }
}
