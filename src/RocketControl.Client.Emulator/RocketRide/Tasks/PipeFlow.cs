using System.Globalization;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The components that each pipe is in right now; a pipe id that was used once stays listed (RocketRide protocol §4).</summary>
internal sealed class PipeFlow
{
    private readonly SortedDictionary<int, IReadOnlyList<string>> _components = [];

    public void Set(int pipeId, IReadOnlyList<string> components) => _components[pipeId] = components;

    public void Clear() => _components.Clear();

    public JsonObject ToJson()
    {
        var byPipe = new JsonObject();
        foreach ((int pipeId, IReadOnlyList<string> components) in _components)
            byPipe[pipeId.ToString(CultureInfo.InvariantCulture)] = new JsonArray([.. components.Select(component => (JsonNode)component)]);
        return new() { ["totalPipes"] = _components.Count, ["byPipe"] = byPipe };
    }
}
