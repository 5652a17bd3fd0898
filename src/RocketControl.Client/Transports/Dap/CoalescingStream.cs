using System.Runtime.CompilerServices;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// The network below a WebSocket. Frames that are said to be followed by more are held back and leave together with the one after which nothing follows, so that
/// many small requests cost one system call; and reads ask the network for more than one small frame at a time. The WebSocket writes one frame at a time, and reads
/// one at a time, so nothing here is guarded.
/// </summary>
internal sealed class CoalescingStream(Stream network) : Stream
{
    private const int BufferSize = 64 * 1024;

    private readonly byte[] _read = new byte[BufferSize];
    private byte[] _held = [];
    private int _readFrom;
    private int _readTo;
    private int _heldLength;
    private volatile bool _moreFollows;

    /// <summary>Whether what is written next may be held back, because something that is not will be written soon.</summary>
    public bool MoreFollows
    {
        get => _moreFollows;
        set => _moreFollows = value;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var fits = buffer.Length <= BufferSize - _heldLength;
        if (!fits && _heldLength > 0)
            await WriteHeldAsync(cancellationToken).ConfigureAwait(false);
        if (_heldLength == 0 && (!_moreFollows || buffer.Length > BufferSize))
        {
            await network.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (_held.Length == 0)
            _held = new byte[BufferSize];
        buffer.CopyTo(_held.AsMemory(_heldLength));
        _heldLength += buffer.Length;
        if (!_moreFollows)
            await WriteHeldAsync(cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_readFrom < _readTo || buffer.IsEmpty)
            return new ValueTask<int>(TakeRead(buffer.Span));
        return buffer.Length >= BufferSize ? network.ReadAsync(buffer, cancellationToken) : ReadAheadAsync(buffer, cancellationToken);
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

    private async ValueTask WriteHeldAsync(CancellationToken cancellationToken)
    {
        await network.WriteAsync(_held.AsMemory(0, _heldLength), cancellationToken).ConfigureAwait(false);
        _heldLength = 0;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAheadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        (_readFrom, _readTo) = (0, 0);
        _readTo = await network.ReadAsync(_read, cancellationToken).ConfigureAwait(false);
        return TakeRead(buffer.Span);
    }

    private int TakeRead(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _readTo - _readFrom);
        _read.AsSpan(_readFrom, count).CopyTo(buffer);
        _readFrom += count;
        return count;
    }
}
