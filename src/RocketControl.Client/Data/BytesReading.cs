namespace RocketControl.Client.Data;

/// <summary>Reads bytes in memory: the pieces are slices.</summary>
internal sealed class BytesReading(ReadOnlyMemory<byte> data) : RunContentReader
{
    private int _position;

    public override long? Length => data.Length;

    public override ValueTask<ReadOnlyMemory<byte>> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var piece = data.Slice(_position, Math.Min(maxBytes, data.Length - _position));
        _position += piece.Length;
        return new(piece);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
