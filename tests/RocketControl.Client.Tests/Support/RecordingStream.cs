namespace RocketControl.Client.Tests.Support;

/// <summary>A network that takes everything, and counts what it is asked.</summary>
internal sealed class RecordingStream : MemoryStream
{
    public List<int> Writes { get; } = [];

    public IEnumerable<byte> Written => ToArray();

    /// <summary>What reads give.</summary>
    public MemoryStream Incoming { get; set; } = new();

    public int Reads { get; private set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writes.Add(buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reads++;
        return Incoming.ReadAsync(buffer, cancellationToken);
    }
}
