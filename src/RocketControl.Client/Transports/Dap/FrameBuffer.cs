using System.Buffers;

namespace RocketControl.Client.Transports.Dap;

/// <summary>A frame being built in a pooled array, up to a limit.</summary>
internal sealed class FrameBuffer(int limit) : IBufferWriter<byte>
{
    private const int InitialSize = 512;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _length;

    public Memory<byte> Written => _bytes.AsMemory(0, _length);

    /// <exception cref="MessageTooLargeException">The frame has outgrown the limit.</exception>
    public void Advance(int count)
    {
        if (_length + count > limit)
            throw new MessageTooLargeException(limit);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <exception cref="MessageTooLargeException">The frame would outgrow the limit; nothing was copied.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if ((long)_length + bytes.Length > limit)
            throw new MessageTooLargeException(limit);
        EnsureRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Gives the array back. The frame must not be used afterwards.</summary>
    public void Release()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        _length = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private void EnsureRoom(int size)
    {
        if (_bytes.Length - _length >= size)
            return;
        var needed = (long)_length + size;
        if (needed > Array.MaxLength)
            throw new MessageTooLargeException(limit);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, 2L * _bytes.Length), Array.MaxLength));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
