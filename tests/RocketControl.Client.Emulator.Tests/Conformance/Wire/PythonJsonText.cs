using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>Writes JSON the way Python's and JavaScript's writers do, to the byte.</summary>
/// <param name="Spaced">A space after each comma and colon.</param>
/// <param name="Ascii">Everything outside ASCII escaped.</param>
internal sealed record PythonJsonText(bool Spaced, bool Ascii)
{
    public string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                AppendList(text, members, member =>
                {
                    AppendText(text, member.Key);
                    text.Append(Spaced ? ": " : ":");
                    Append(text, member.Value);
                });
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                AppendList(text, items, item => Append(text, item));
                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                AppendText(text, value.GetValue<string>());
                break;
            default:
                text.Append(node is null ? "null" : node.ToJsonString());
                break;
        }
    }

    private void AppendList<T>(StringBuilder text, IEnumerable<T> items, Action<T> append)
    {
        string separator = "";
        foreach (T item in items)
        {
            text.Append(separator);
            append(item);
            separator = Spaced ? ", " : ",";
        }
    }

    private void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char character in value)
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => AppendEscape(text, character),
                > '~' when Ascii => AppendEscape(text, character),
                _ => text.Append(character),
            };
        text.Append('"');
    }

    private static StringBuilder AppendEscape(StringBuilder text, char character) =>
        text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
}
