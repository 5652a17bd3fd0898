using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>What the response nodes captured of one object: arrays by result key (RocketRide protocol §5.4).</summary>
internal sealed class PipeResults
{
    private const string TextSeparator = "\n\n";

    private readonly List<(string Key, string Lane)> _keys = [];
    private readonly Dictionary<string, JsonArray> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StringBuilder> _texts = new(StringComparer.Ordinal);

    /// <summary>All texts of a key are one item, each with an empty line behind it.</summary>
    public void AddText(string key, string text)
    {
        Register(key, LaneTable.Text);
        if (!_texts.TryGetValue(key, out StringBuilder? whole))
            _texts.Add(key, whole = new());
        whole.Append(text).Append(TextSeparator);
    }

    public void AddItem(string key, string lane, JsonNode item)
    {
        Register(key, lane);
        if (!_items.TryGetValue(key, out JsonArray? items))
            _items.Add(key, items = []);
        items.Add(item);
    }

    /// <summary>The body of <c>close</c>; without captured values it has no <c>result_types</c>.</summary>
    public JsonObject ToBody(ObjectInfo info, bool withValues)
    {
        var body = new JsonObject();
        if (withValues && _keys.Count > 0)
            WriteValues(body);
        body["name"] = info.Name;
        body["path"] = info.Path;
        return body;
    }

    private void WriteValues(JsonObject body)
    {
        body["result_types"] = new JsonObject(_keys.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Lane)));
        foreach ((string key, _) in _keys)
        {
            body[key] = _texts.TryGetValue(key, out StringBuilder? text)
                ? new JsonArray((JsonNode)text.ToString())
                : _items[key].DeepClone();
        }
    }

    private void Register(string key, string lane)
    {
        if (!_keys.Exists(entry => entry.Key == key))
            _keys.Add((key, lane));
    }
}
