using System.Buffers;

namespace RocketControl.Client.Data;

/// <summary>
/// Reads a stream in full pieces through one pooled buffer that grows no larger than a piece, and holds the stream to the length that was announced for it.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="length">How many bytes have to come; null for any number.</param>
/// <param name="ownsStream">Whether to dispose of the stream.</param>
/// <param name="failures">Says what went wrong.</param>
/// <param name="onRead">Told that the stream is touched and does not stand where it stood; null to tell nobody.</param>
internal sealed class StreamReading(Stream stream, long? length, bool ownsStream, ContentFailures failures, Action? onRead = null) : RunContentReader
{
    private const int FirstBuffer = 64 * 1024;

    private byte[] _buffer = [];
    private long _read;
    private bool _ended;
    private volatile bool _isWaiting;
    private bool _isInUse;

    public override long? Length => length;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        onRead?.Invoke();
        var filled = 0;
        while (filled < maxBytes && !_ended)
        {
            MakeRoom(filled, maxBytes);
            var count = await ReadSomeAsync(_buffer.AsMemory(filled, Math.Min(_buffer.Length, maxBytes) - filled), cancellationToken).ConfigureAwait(false);
            _ended = count == 0;
            filled += count;
            _read += count;
            if (_read > length || (_ended && _read < length))
                throw failures.WrongLength(length.Value, _read);
        }
        return _buffer.AsMemory(0, filled);
    }

    internal override void LeaveBuffer() => _isInUse = true;

    public override async ValueTask DisposeAsync()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        // A stream that was given up while it reads may still write into the buffer.
        if (buffer.Length > 0 && !_isWaiting && !_isInUse)
            ArrayPool<byte>.Shared.Return(buffer);
        if (ownsStream)
            await stream.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<int> ReadSomeAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        _isWaiting = true;
        try
        {
            return await stream.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw failures.Unreadable(_read, exception);
        }
        finally
        {
            _isWaiting = false;
        }
    }

    private void MakeRoom(int filled, int maxBytes)
    {
        if (filled < _buffer.Length)
            return;
        // One byte more than announced, so that the end is seen in the same piece.
        var expected = length is { } total ? Math.Min(total - _read + filled + 1, maxBytes) : Math.Min(FirstBuffer, maxBytes);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(expected, Math.Min(2L * _buffer.Length, maxBytes)));
        _buffer.AsSpan(0, filled).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
