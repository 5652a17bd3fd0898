using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Reads what follows CREATE TABLE.</summary>
internal static class TableReader
{
    private static readonly string[] Constraints = ["PRIMARY", "FOREIGN", "CONSTRAINT", "UNIQUE", "CHECK"];

    /// <exception cref="FormatException">This is not a table that the emulator can read.</exception>
    public static Relation Read(SqlStatement statement)
    {
        SqlName name = statement.ReadName();
        var columns = new List<Column>();
        var key = new List<string>();
        statement.Expect("(");
        do
        {
            if (statement.Skip("PRIMARY"))
                ReadKey(statement, key);
            else if (Array.Exists(Constraints, statement.IsNext))
                statement.ReadToEndOfElement();
            else
                columns.Add(ReadColumn(statement, key));
        }
        while (statement.Skip(","));
        statement.Expect(")");
        IReadOnlyDictionary<string, string> properties = statement.ReadProperties();
        return new Relation(
            name,
            [.. columns.Select(column => key.Contains(column.Name.Text) ? column with { IsNullable = false } : column)],
            properties.TryGetValue("materialized", out string? materialized) && materialized.Equals("true", StringComparison.OrdinalIgnoreCase),
            ReadConnectors(properties))
        {
            PrimaryKey = key,
        };
    }

    /// <summary>The names in the property <c>connectors</c>; connectors without a name have none by which they could be addressed.</summary>
    public static IReadOnlyList<string> ReadConnectors(IReadOnlyDictionary<string, string> properties)
    {
        if (!properties.TryGetValue("connectors", out string? text))
            return [];
        try
        {
            return JsonText.Parse(text) is JsonArray connectors
                ? [.. connectors.OfType<JsonObject>().Select(connector => (string?)connector["name"]).OfType<string>()]
                : throw new FormatException("The property 'connectors' is not an array.");
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The property 'connectors' is not a list of connectors: {invalid.Message}", invalid);
        }
    }

    private static void ReadKey(SqlStatement statement, List<string> key)
    {
        statement.Expect("KEY");
        key.AddRange(statement.ReadNames().Select(column => column.Text));
    }

    private static Column ReadColumn(SqlStatement statement, List<string> key)
    {
        SqlName name = statement.ReadName();
        string type = statement.ReadName().Text.ToUpperInvariant();
        IReadOnlyList<SqlToken> rest = statement.ReadToEndOfElement();
        if (Follows(rest, "PRIMARY", "KEY"))
            key.Add(name.Text);
        bool isList = rest.Any(token => token.Is("ARRAY"));
        bool isUnsigned = rest is [var next, ..] && next.Is("UNSIGNED");
        return new Column(name, isList ? "ARRAY" : Column.TypeOf(type, isUnsigned), !Follows(rest, "NOT", "NULL"));
    }

    private static bool Follows(IReadOnlyList<SqlToken> tokens, string first, string second) =>
        tokens.Zip(tokens.Skip(1)).Any(pair => pair.First.Is(first) && pair.Second.Is(second));
}
