using System.Text;

namespace RocketControl.Client.Tests.Faults.Hostile;

/// <summary>A body of an answer that never ends: something first, then the same piece again and again, with numbers from 0 on in the place of <c>#</c>.</summary>
internal sealed class EndlessStream(string begin, string piece) : Stream
{
    private const int PiecesAtATime = 200;

    private byte[] _block = Encoding.UTF8.GetBytes(begin);
    private int _used;
    private long _pieces;
    private long _read;

    /// <summary>Told of how many bytes were read.</summary>
    public Action<long>? OnRead { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // As with a socket, nobody may count on being served at once.
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (_used == _block.Length)
            (_block, _used) = (Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, PiecesAtATime).Select(_ => piece.Replace("#", $"{_pieces++}", StringComparison.Ordinal)))), 0);
        var length = Math.Min(buffer.Length, _block.Length - _used);
        _block.AsMemory(_used, length).CopyTo(buffer);
        _used += length;
        OnRead?.Invoke(_read += length);
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
