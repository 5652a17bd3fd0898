using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>
/// The tables and views of a running program. What is ingested waits until the next step takes it in; what a step changes goes out at once, or, in a
/// transaction, when that is committed.
/// </summary>
internal sealed class Circuit
{
    private readonly SqlProgram _program;
    private readonly Dictionary<string, TableState> _tables;
    private readonly Queue<Batch> _buffered = new();
    private readonly List<(Relation Table, Change Change)> _withheld = [];
    private readonly List<EgressSubscription> _subscriptions = [];

    public Circuit(SqlProgram program, TableSnapshot? restored)
    {
        _program = program;
        _tables = program.Tables.ToDictionary(
            table => table.Name.Text, table => restored?.Find(table)?.Copy() ?? new TableState(table), StringComparer.Ordinal);
    }

    public CircuitCounters Counters { get; } = new();

    public bool HasBuffered => _buffered.Count > 0;

    public long BufferedRecords => _buffered.Sum(batch => (long)batch.Changes.Count);

    public long BufferedBytes => _buffered.Sum(batch => batch.Bytes);

    /// <summary>The newest batch.</summary>
    public long LastBatch { get; private set; }

    /// <summary>The newest batch that a step has taken in.</summary>
    public long SteppedBatch { get; private set; }

    /// <summary>The newest batch whose results are out.</summary>
    public long CompletedBatch { get; private set; }

    public TableSnapshot TakeSnapshot() => new(_tables.Values.ToDictionary(state => state.Table.Name.Text, state => state.Copy(), StringComparer.Ordinal));

    public void Ingest(Relation table, IReadOnlyList<Change> changes, long bytes)
    {
        LastBatch++;
        _buffered.Enqueue(new Batch(LastBatch, table, changes, bytes));
        Counters.Ingested(changes.Count, bytes);
    }

    /// <summary>Takes in what has been ingested.</summary>
    /// <param name="inTransaction">Whether the results wait for a commit.</param>
    public void Step(bool inTransaction)
    {
        while (_buffered.TryDequeue(out Batch? batch))
        {
            TableState table = _tables[batch.Table.Name.Text];
            _withheld.AddRange(batch.Changes.SelectMany(table.Apply).Select(change => (table.Table, change)));
            SteppedBatch = batch.Number;
            Counters.Processed(batch.Changes.Count, batch.Bytes);
        }
        Counters.Stepped();
        if (!inTransaction)
            Complete();
    }

    /// <summary>Lets the results of the steps out.</summary>
    public void Complete()
    {
        foreach (EgressSubscription subscription in _subscriptions)
        {
            List<Change> changes = [.. _withheld
                .Where(change => Reaches(change.Table, subscription.Relation))
                .Select(change => change.Change with { Row = Project(change.Change.Row, subscription.Relation) })];
            if (changes.Count > 0)
                subscription.Send(changes);
        }
        _withheld.Clear();
        CompletedBatch = SteppedBatch;
        Counters.Completed();
    }

    /// <summary>The rows of a table or view; none of a view that is not computed.</summary>
    public IEnumerable<JsonObject> RowsOf(Relation relation) => _tables.TryGetValue((relation.Source ?? relation).Name.Text, out TableState? table)
        ? table.Rows.Select(row => Project(row, relation))
        : [];

    public void Subscribe(EgressSubscription subscription, bool sendsSnapshot)
    {
        if (sendsSnapshot)
            subscription.Send([.. RowsOf(subscription.Relation).Select(row => new Change(row, 1))], isSnapshot: true);
        _subscriptions.Add(subscription);
    }

    public void Unsubscribe(EgressSubscription subscription) => _subscriptions.Remove(subscription);

    /// <summary>Ends all streams.</summary>
    public void EndStreams()
    {
        foreach (EgressSubscription subscription in _subscriptions)
            subscription.End();
        _subscriptions.Clear();
    }

    public Relation? Find(SqlName name) => _program.Find(name);

    public Relation? FindTable(SqlName name) => _program.FindTable(name);

    private static bool Reaches(Relation table, Relation relation) => (relation.Source ?? relation).Name == table.Name;

    private static JsonObject Project(JsonObject row, Relation relation)
    {
        var projected = new JsonObject();
        foreach (Column column in relation.Columns)
            projected[column.Name.Text] = row[column.Name.Text]?.DeepClone();
        return projected;
    }
}
