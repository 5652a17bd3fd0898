using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>Names the members in which two JSON values differ.</summary>
internal static class JsonDifference
{
    public static string Describe(JsonNode? expected, JsonNode? actual) => string.Join("; ", Between("", expected, actual));

    private static IEnumerable<string> Between(string path, JsonNode? expected, JsonNode? actual)
    {
        if (CanonicalJson.Write(expected) == CanonicalJson.Write(actual))
            return [];

        return (expected, actual) switch
        {
            (JsonObject left, JsonObject right) => left.Select(member => member.Key)
                .Union(right.Select(member => member.Key))
                .SelectMany(name => !left.ContainsKey(name) ? [$"{path}.{name} is not recorded"]
                    : !right.ContainsKey(name) ? [$"{path}.{name} is missing"]
                    : Between($"{path}.{name}", left[name], right[name])),
            (JsonArray left, JsonArray right) when left.Count == right.Count =>
                left.Zip(right).SelectMany((pair, index) => Between($"{path}[{index}]", pair.First, pair.Second)),
            _ => [$"{path}: {CanonicalJson.Write(expected)} became {CanonicalJson.Write(actual)}"],
        };
    }
}
