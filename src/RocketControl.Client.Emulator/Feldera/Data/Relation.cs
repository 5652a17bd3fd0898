using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>A table or view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns; of a view that the emulator cannot compute, none.</param>
/// <param name="IsMaterialized">Whether ad-hoc queries can read it.</param>
/// <param name="Connectors">The names of the connectors that the program gives it.</param>
internal sealed record Relation(SqlName Name, IReadOnlyList<Column> Columns, bool IsMaterialized, IReadOnlyList<string> Connectors)
{
    /// <summary>The columns of the primary key, none without one.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>The table whose rows go through this view; null for a table, and for a view that the emulator does not compute.</summary>
    public Relation? Source { get; init; }

    public JsonObject ToJson() => new()
    {
        ["name"] = Name.Text,
        ["case_sensitive"] = Name.IsCaseSensitive,
        ["fields"] = new JsonArray([.. Columns.Select(column => column.ToJson())]),
        ["materialized"] = IsMaterialized,
        ["primary_key"] = PrimaryKey.Count == 0 ? null : new JsonArray([.. PrimaryKey.Select(key => JsonValue.Create(key))]),
        ["properties"] = new JsonObject(),
    };
}
