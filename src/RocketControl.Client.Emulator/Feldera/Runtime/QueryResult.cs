using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>The rows that a query has found.</summary>
internal sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<JsonObject> Rows)
{
    /// <summary>Each row as a line of JSON.</summary>
    public string ToLines() => string.Concat(Rows.Select(row => row.ToJsonString() + "\n"));

    /// <summary>One number for the rows, whatever their order.</summary>
    public string ToHash()
    {
        string[] rows = [.. Rows.Select(row => row.ToJsonString()).Order(StringComparer.Ordinal)];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    /// <summary>The rows drawn as a table.</summary>
    public string ToTable()
    {
        string[][] cells = [[.. Columns], .. Rows.Select(row => Columns.Select(column => Text(row[column])).ToArray())];
        int[] widths = [.. Columns.Select((_, i) => cells.Max(row => row[i].Length))];
        string border = "+" + string.Concat(widths.Select(width => new string('-', width + 2) + "+"));
        IEnumerable<string> lines = cells.Select(row => "|" + string.Concat(row.Select((cell, i) => $" {cell.PadRight(widths[i])} |")));
        return string.Join('\n', [border, lines.First(), border, .. lines.Skip(1), .. Rows.Count > 0 ? [border] : Array.Empty<string>()]);
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "NULL",
        JsonValue text when text.TryGetValue(out string? characters) => characters,
        _ => value.ToJsonString(),
    };
}
