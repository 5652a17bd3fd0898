using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>Changes of a view or table that go out together; a chunk without any keeps the stream alive.</summary>
internal sealed record EgressChunk(long SequenceNumber, bool IsSnapshot, IReadOnlyList<Change> Changes);
