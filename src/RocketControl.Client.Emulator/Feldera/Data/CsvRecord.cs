using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Records of comma-separated fields, which may be in double quotes.</summary>
internal static class CsvRecord
{
    /// <exception cref="RecordException">This is no row of the table.</exception>
    public static JsonObject Read(Relation table, string record)
    {
        List<string> fields = Split(record);
        if (fields.Count != table.Columns.Count)
            throw new RecordException($"{fields.Count} fields for {table.Columns.Count} columns");
        var row = new JsonObject();
        foreach ((Column column, string field) in table.Columns.Zip(fields))
        {
            try
            {
                row[column.Name.Text] = column.Check(field);
            }
            catch (FormatException invalid)
            {
                throw new RecordException($"column '{column.Name}': {invalid.Message}", column.Name.Text);
            }
        }
        return row;
    }

    /// <summary>One row as a line, its weight behind it.</summary>
    public static string Write(Change change) =>
        string.Join(',', change.Row.Select(member => Quote(Text(member.Value))).Append($"{change.Weight}")) + "\n";

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue(out string? characters) => characters,
        _ => value.ToJsonString(),
    };

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Split(string record)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool inQuotes = false;
        for (int i = 0; i < record.Length; i++)
        {
            bool isDoubled = inQuotes && record[i] == '"' && i + 1 < record.Length && record[i + 1] == '"';
            if (isDoubled)
                field.Append(record[i++]);
            else if (record[i] == '"')
                inQuotes = !inQuotes;
            else if (record[i] == ',' && !inQuotes)
                Take();
            else
                field.Append(record[i]);
        }
        Take();
        return fields;

        void Take()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
