namespace RocketControl.Client.Data.Files;

/// <summary>Reads a content and reports each piece when the next one is asked for.</summary>
internal sealed class CountedReading(RunContentReader reader, FileOnItsWay file, BatchProgress progress) : RunContentReader
{
    private int _underWay;
    private bool _ended;

    public override long? Length => reader.Length;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        if (_underWay > 0)
            progress.Report(file, SendPhase.Sending, Interlocked.Exchange(ref _underWay, 0));
        var piece = await reader.ReadAsync(maxBytes, cancellationToken).ConfigureAwait(false);
        _underWay = piece.Length;
        if (piece.Length == 0 && !_ended)
        {
            _ended = true;
            progress.Report(file, SendPhase.Processing);
        }
        return piece;
    }

    internal override void LeaveBuffer() => reader.LeaveBuffer();

    public override ValueTask DisposeAsync() => reader.DisposeAsync();
}
