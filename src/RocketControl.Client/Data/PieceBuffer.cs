using System.Buffers;

namespace RocketControl.Client.Data;

/// <summary>Collects small writes to pieces that are worth a message.</summary>
internal sealed class PieceBuffer : IDisposable
{
    public const int PieceSize = 1024 * 1024;

    private byte[] _bytes = [];
    private int _length;

    public bool IsEmpty => _length == 0;

    public async Task AppendAsync(
        ReadOnlyMemory<byte> data, Func<ReadOnlyMemory<byte>, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        while (data.Length > 0)
        {
            if (_length == 0 && data.Length >= PieceSize)
            {
                await write(data[..PieceSize], cancellationToken).ConfigureAwait(false);
                data = data[PieceSize..];
                continue;
            }
            if (_bytes.Length == 0)
                _bytes = ArrayPool<byte>.Shared.Rent(PieceSize);
            var count = Math.Min(data.Length, PieceSize - _length);
            data[..count].CopyTo(_bytes.AsMemory(_length));
            _length += count;
            data = data[count..];
            if (_length == PieceSize)
                await FlushAsync(write, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task FlushAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (_length == 0)
            return;
        await write(_bytes.AsMemory(0, _length), cancellationToken).ConfigureAwait(false);
        _length = 0;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }
}
