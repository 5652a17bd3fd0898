using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Emulator.Tests.Http.Replay;

/// <summary>Objects without a name of their own get one with a random UUID, and their id is derived from it. What stands before the UUID is compared.</summary>
internal static partial class MadeUpNames
{
    public static void Replace(JsonNode? node)
    {
        if (node is not JsonObject members)
            return;
        if (members["name"] is JsonValue value && RandomUuid().IsMatch(value.ToString()) && Guid.TryParse((string?)members["objectId"], out _))
        {
            members["name"] = RandomUuid().Replace(value.ToString(), "(uuid)");
            members["objectId"] = "(derived)";
        }
        foreach ((_, JsonNode? member) in members)
            Replace(member);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex RandomUuid();
}
