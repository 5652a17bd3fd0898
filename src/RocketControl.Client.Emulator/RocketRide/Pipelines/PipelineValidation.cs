using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>The structural checks that fail with bare Python texts (RocketRide protocol §3.2).</summary>
internal static class PipelineValidation
{
    private const string File = "pipeline_validation.py";

    /// <exception cref="CommandException">The pipeline is no object, or a component has no id, or an input no origin.</exception>
    public static void Check(JsonNode? pipeline)
    {
        if (pipeline is null)
            return;
        if (pipeline is not JsonObject members)
            throw PythonArguments.NoAttribute(pipeline, "get", File, 29);

        foreach (JsonNode? component in Iterate(members["components"], File, 36))
        {
            Require(component, "id", 37);
            JsonNode? inputs = component is JsonObject { } fields ? fields["input"] : null;
            foreach (JsonNode? input in Iterate(inputs, File, 42))
                Require(input, "from", 43);
        }
    }

    /// <summary>What Python's <c>for</c> makes of the value; missing and null are empty here.</summary>
    /// <exception cref="CommandException">The value cannot be iterated.</exception>
    public static IEnumerable<JsonNode?> Iterate(JsonNode? value, string file, int line) => value?.GetValueKind() switch
    {
        null => [],
        JsonValueKind.Array => value.AsArray(),
        JsonValueKind.Object => value.AsObject().Select(member => (JsonNode?)member.Key),
        JsonValueKind.String => value.GetValue<string>().Select(character => (JsonNode?)character.ToString()),
        _ => throw new CommandException($"'{PythonArguments.TypeName(value)}' object is not iterable", file, line),
    };

    private static void Require(JsonNode? item, string name, int line)
    {
        switch (item)
        {
            case JsonObject members when members.ContainsKey(name):
                return;
            case JsonObject:
                throw new CommandException($"'{name}'", File, line);
            case JsonArray:
                throw new CommandException("list indices must be integers or slices, not str", File, line);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                throw new CommandException("string indices must be integers, not 'str'", File, line);
            default:
                throw new CommandException($"'{PythonArguments.TypeName(item)}' object is not subscriptable", File, line);
        }
    }
}
