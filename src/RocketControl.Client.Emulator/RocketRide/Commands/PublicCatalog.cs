using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>The catalog of the open-source server: no apps, and only the page's bounds are looked at (RocketRide protocol §3.3).</summary>
internal static class PublicCatalog
{
    private const int DefaultLimit = 20;
    private const int HighestLimit = 100;

    /// <exception cref="CommandException">The limit is not a number.</exception>
    public static JsonObject List(PythonArguments arguments) => new()
    {
        ["apps"] = new JsonArray(),
        ["total"] = 0,
        ["offset"] = arguments.Get("offset")?.DeepClone() ?? 0,
        ["limit"] = Limit(arguments.Get("limit")),
    };

    private static JsonNode Limit(JsonNode? limit)
    {
        if (limit is null)
            return DefaultLimit;
        if (limit.GetValueKind() == JsonValueKind.Number && limit.AsValue().TryGetValue(out double number))
            return number > HighestLimit ? HighestLimit : limit.DeepClone();
        throw new CommandException($"'<' not supported between instances of 'int' and '{PythonArguments.TypeName(limit)}'", "base.py", 235);
    }
}
