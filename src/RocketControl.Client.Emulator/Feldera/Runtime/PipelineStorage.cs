namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>What outlives a pipeline's process.</summary>
internal sealed class PipelineStorage
{
    private readonly List<StoredCheckpoint> _checkpoints = [];
    private readonly List<Guid> _remote = [];

    public IReadOnlyList<StoredCheckpoint> Checkpoints => _checkpoints;

    /// <summary>The checkpoints that have been synchronized to object storage.</summary>
    public IReadOnlyList<Guid> Remote => _remote;

    public StoredCheckpoint? Latest => _checkpoints.LastOrDefault();

    /// <summary>What a fault-tolerant process had taken in when it was killed; the next one replays it.</summary>
    public TableSnapshot? Journal { get; set; }

    public void Add(StoredCheckpoint checkpoint)
    {
        _checkpoints.Add(checkpoint);
        Journal = null;
    }

    public void AddRemote(Guid checkpoint) => _remote.Add(checkpoint);

    /// <summary>Forgets everything but what is in object storage.</summary>
    public void Clear()
    {
        _checkpoints.Clear();
        Journal = null;
    }
}
