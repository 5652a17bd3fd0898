using System.Runtime.CompilerServices;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// The network as the WebSocket sees it. Reads ask for more than one small frame at a time; what the WebSocket writes by itself, its answers to pings and its close,
/// takes its turn with the messages. The WebSocket reads one frame at a time, so reading is not guarded.
/// </summary>
/// <param name="network">The connection.</param>
/// <param name="writer">What writes to it.</param>
/// <param name="onReceived">Told of each piece of a large frame: the WebSocket itself tells only of a whole frame, or of a full buffer.</param>
internal sealed class ReadAheadStream(Stream network, WebSocketFrameWriter writer, Action onReceived) : Stream
{
    private const int InitialBuffer = 4 * 1024;
    private const int LargestBuffer = 64 * 1024;

    private byte[] _read = new byte[InitialBuffer];
    private int _readFrom;
    private int _readTo;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => writer.WriteReadyAsync(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_readFrom < _readTo || buffer.IsEmpty)
            return new ValueTask<int>(TakeRead(buffer.Span));
        return buffer.Length >= LargestBuffer ? ReadPieceAsync(buffer, cancellationToken) : ReadAheadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            network.Dispose();
        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAheadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // Filled to the brim: more came at once than it holds.
        if (_readTo == _read.Length && _read.Length < LargestBuffer)
            _read = new byte[4 * _read.Length];
        (_readFrom, _readTo) = (0, 0);
        _readTo = await network.ReadAsync(_read, cancellationToken).ConfigureAwait(false);
        return TakeRead(buffer.Span);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadPieceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await network.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count > 0)
            onReceived();
        return count;
    }

    private int TakeRead(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _readTo - _readFrom);
        _read.AsSpan(_readFrom, count).CopyTo(buffer);
        _readFrom += count;
        return count;
    }
}
