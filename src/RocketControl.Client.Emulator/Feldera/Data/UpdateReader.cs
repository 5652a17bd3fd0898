using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Reads one update in one of the layouts of Feldera protocol §9.</summary>
internal static class UpdateReader
{
    /// <summary>The emulator keeps a row as often as it is there.</summary>
    private const long HighestWeight = 100_000;

    private static readonly string[] SnowflakeMembers = ["__action", "__stream_id", "__seq_number"];

    /// <exception cref="RecordException">This is no update of the table.</exception>
    public static IReadOnlyList<Change> Read(Relation table, string layout, JsonNode? update) => layout switch
    {
        "raw" => [new Change(Row(table, update), 1)],
        "weighted" => [new Change(Row(table, Member(update, "data")), Weight(update))],
        "debezium" => Debezium(table, Member(update, "payload")),
        "snowflake" => [Snowflake(table, update)],
        _ => [InsertDelete(table, update)],
    };

    private static Change InsertDelete(Relation table, JsonNode? update)
    {
        JsonObject members = AsObject(update);
        if (members["insert"] is { } inserted)
            return new Change(Row(table, inserted), 1);
        if (members["delete"] is { } deleted)
            return new Change(Row(table, deleted, keySuffices: true), -1);
        throw new RecordException("neither 'insert' nor 'delete' is there");
    }

    private static Change Snowflake(Relation table, JsonNode? update)
    {
        JsonObject row = AsObject(AsObject(update).DeepClone());
        bool deletes = row["__action"]?.ToJsonString() == "\"delete\"";
        foreach (string member in SnowflakeMembers)
            row.Remove(member);
        return new Change(Row(table, row), deletes ? -1 : 1);
    }

    private static List<Change> Debezium(Relation table, JsonNode? payload)
    {
        JsonObject members = AsObject(payload);
        var changes = new List<Change>();
        if (members["before"] is { } before)
            changes.Add(new Change(Row(table, before), -1));
        if (members["after"] is { } after)
            changes.Add(new Change(Row(table, after), 1));
        return changes.Count > 0 ? changes : throw new RecordException("neither 'before' nor 'after' is there");
    }

    private static JsonObject Row(Relation table, JsonNode? value, bool keySuffices = false)
    {
        if (value is JsonArray values)
            return PositionalRow(table, values);
        JsonObject members = AsObject(value);
        var row = new JsonObject();
        foreach (Column column in table.Columns)
        {
            bool isOptional = keySuffices && table.PrimaryKey.Count > 0 && !table.PrimaryKey.Contains(column.Name.Text);
            row[column.Name.Text] = isOptional ? FieldOf(members, column)?.DeepClone() : Check(column, () => column.Check(FieldOf(members, column)));
        }
        return row;
    }

    private static JsonObject PositionalRow(Relation table, JsonArray values)
    {
        if (values.Count != table.Columns.Count)
            throw new RecordException($"{values.Count} values for {table.Columns.Count} columns");
        var row = new JsonObject();
        foreach ((Column column, JsonNode? value) in table.Columns.Zip(values))
            row[column.Name.Text] = Check(column, () => column.Check(value));
        return row;
    }

    /// <summary>Names without quotes may be written in any case.</summary>
    private static JsonNode? FieldOf(JsonObject members, Column column)
    {
        if (members.TryGetPropertyValue(column.Name.Text, out JsonNode? value) || column.Name.IsCaseSensitive)
            return value;
        return members.FirstOrDefault(member => member.Key.Equals(column.Name.Text, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static JsonNode? Check(Column column, Func<JsonNode?> check)
    {
        try
        {
            return check();
        }
        catch (FormatException invalid)
        {
            throw new RecordException($"column '{column.Name}': {invalid.Message}", column.Name.Text);
        }
    }

    private static long Weight(JsonNode? update) => Member(update, "weight") is JsonValue value && value.TryGetValue(out long weight) && weight != long.MinValue
        && Math.Abs(weight) <= HighestWeight
        ? weight
        : throw new RecordException($"'weight' is no whole number of at most {HighestWeight}");

    private static JsonNode? Member(JsonNode? value, string name) =>
        AsObject(value).TryGetPropertyValue(name, out JsonNode? member) ? member : throw new RecordException($"'{name}' is missing");

    private static JsonObject AsObject(JsonNode? value) => value as JsonObject ?? throw new RecordException("an object is expected");
}
