namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Reads a file of the store in pieces of up to 4 MiB, of which the last is kept. Only asynchronously.</summary>
internal sealed class StoreReadStream(StoreHandle handle) : Stream
{
    private ReadOnlyMemory<byte> _piece;
    private long _pieceStart;
    private long _position;
    private bool _disposed;

    public override bool CanRead => !_disposed;

    public override bool CanSeek => !_disposed && handle.Size is not null;

    public override bool CanWrite => false;

    /// <summary>The size when the file was opened.</summary>
    public override long Length => handle.Size ?? throw new NotSupportedException("The server did not tell the size of the file.");

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (buffer.IsEmpty)
            return 0;
        if (_position < _pieceStart || _position >= _pieceStart + _piece.Length)
        {
            _piece = await handle.ReadAsync(_position, cancellationToken).ConfigureAwait(false);
            _pieceStart = _position;
        }
        var rest = _piece[(int)(_position - _pieceStart)..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Files of the store are read asynchronously only; use ReadAsync.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await handle.CloseQuietlyAsync().ConfigureAwait(false);
        }
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            handle.CloseInBackground();
        }
        base.Dispose(disposing);
    }
}
