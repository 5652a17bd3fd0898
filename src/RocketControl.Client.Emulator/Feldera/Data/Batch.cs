namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Changes of a table that were ingested together.</summary>
/// <param name="Number">Counts the batches of a process.</param>
/// <param name="Table">The table.</param>
/// <param name="Changes">The changes.</param>
/// <param name="Bytes">How long their records were.</param>
internal sealed record Batch(long Number, Relation Table, IReadOnlyList<Change> Changes, long Bytes);
