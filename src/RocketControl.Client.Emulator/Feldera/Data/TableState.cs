using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>The rows of a table, in the order in which they came.</summary>
internal sealed class TableState(Relation table)
{
    private readonly Dictionary<string, Entry> _rows = new(StringComparer.Ordinal);
    private long _last;

    private TableState(TableState other)
        : this(other.Table)
    {
        _rows = new Dictionary<string, Entry>(other._rows, StringComparer.Ordinal);
        _last = other._last;
    }

    public Relation Table { get; } = table;

    /// <summary>Every row, as often as it is there.</summary>
    public IEnumerable<JsonObject> Rows =>
        _rows.Values.OrderBy(entry => entry.Number).SelectMany(entry => Enumerable.Repeat(entry.Row, (int)Math.Max(0, entry.Weight)));

    public TableState Copy() => new(this);

    /// <summary>Takes the change in and says what it really changes: with a primary key, a row replaces the one that has the same key.</summary>
    public IEnumerable<Change> Apply(Change change)
    {
        string key = KeyOf(change.Row);
        _rows.TryGetValue(key, out Entry? before);
        if (Table.PrimaryKey.Count == 0)
        {
            Put(key, change.Row, (before?.Weight ?? 0) + change.Weight, before);
            return [change];
        }
        var changes = new List<Change>();
        if (before is not null)
            changes.Add(new Change(before.Row, -1));
        if (change.Weight > 0)
            changes.Add(new Change(change.Row, 1));
        Put(key, change.Row, change.Weight > 0 ? 1 : 0, before);
        return changes;
    }

    private void Put(string key, JsonObject row, long weight, Entry? before)
    {
        if (weight == 0)
            _rows.Remove(key);
        else
            _rows[key] = new Entry(row, weight, before?.Number ?? ++_last);
    }

    private string KeyOf(JsonObject row) => Table.PrimaryKey.Count == 0
        ? row.ToJsonString()
        : string.Join(',', Table.PrimaryKey.Select(column => row[column]?.ToJsonString() ?? "null"));

    private sealed record Entry(JsonObject Row, long Weight, long Number);
}
