using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Framing;

/// <summary>
/// Writes JSON as Python's <c>json.dumps(…, ensure_ascii=False)</c> does: non-ASCII unescaped, bare NaN and infinities, compact or with Python's default
/// spaces. Numbers that were read keep their text.
/// </summary>
internal sealed class PythonJsonWriter(bool spaced)
{
    private readonly StringBuilder _text = new();

    public static string Compact(JsonNode? value)
    {
        var writer = new PythonJsonWriter(spaced: false);
        writer.Write(value);
        return writer._text.ToString();
    }

    /// <summary>With Python's default separators, <c>", "</c> and <c>": "</c>.</summary>
    public static string Spaced(JsonNode? value)
    {
        var writer = new PythonJsonWriter(spaced: true);
        writer.Write(value);
        return writer._text.ToString();
    }

    private void Write(JsonNode? value)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case JsonObject members:
                WriteObject(members);
                break;
            case JsonArray items:
                WriteArray(items);
                break;
            default:
                WriteScalar(value.AsValue());
                break;
        }
    }

    private void WriteObject(JsonObject members)
    {
        _text.Append('{');
        bool first = true;
        foreach ((string name, JsonNode? value) in members)
        {
            Separate(ref first);
            WriteString(name);
            _text.Append(spaced ? ": " : ":");
            Write(value);
        }
        _text.Append('}');
    }

    private void WriteArray(JsonArray items)
    {
        _text.Append('[');
        bool first = true;
        foreach (JsonNode? item in items)
        {
            Separate(ref first);
            Write(item);
        }
        _text.Append(']');
    }

    private void WriteScalar(JsonValue value)
    {
        if (value.GetValueKind() == JsonValueKind.String)
            WriteString(value.GetValue<string>());
        else if (value.TryGetValue(out double number) && !double.IsFinite(number) && !value.TryGetValue(out JsonElement _))
            _text.Append(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        else
            _text.Append(value.ToJsonString());
    }

    private void WriteString(string value)
    {
        _text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"':
                    _text.Append("\\\"");
                    break;
                case '\\':
                    _text.Append("\\\\");
                    break;
                case '\n':
                    _text.Append("\\n");
                    break;
                case '\r':
                    _text.Append("\\r");
                    break;
                case '\t':
                    _text.Append("\\t");
                    break;
                case '\b':
                    _text.Append("\\b");
                    break;
                case '\f':
                    _text.Append("\\f");
                    break;
                case < ' ':
                    _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    _text.Append(c);
                    break;
            }
        }
        _text.Append('"');
    }

    private void Separate(ref bool first)
    {
        if (!first)
            _text.Append(spaced ? ", " : ",");
        first = false;
    }
}
