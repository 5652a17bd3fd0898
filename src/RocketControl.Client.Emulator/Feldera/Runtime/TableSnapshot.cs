using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>The tables as they were at some time.</summary>
internal sealed class TableSnapshot(IReadOnlyDictionary<string, TableState> tables)
{
    /// <summary>The table's rows, unless it was not there or had other columns.</summary>
    public TableState? Find(Relation table) =>
        tables.TryGetValue(table.Name.Text, out TableState? state) && state.Table.Columns.SequenceEqual(table.Columns) ? state : null;
}
