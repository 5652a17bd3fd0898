using System.Net.Sockets;

namespace RocketControl.Client.Benchmarks.Server;

/// <summary>Bytes from a socket, as far as they have come.</summary>
internal sealed class SocketInput(Socket socket)
{
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;

    public Span<byte> Available => _buffer.AsSpan(_start, _end - _start);

    public void Consume(int count) => _start += count;

    /// <summary>Waits for more; false at the end.</summary>
    public bool Fill(int needed = 0)
    {
        if (_start == _end)
            (_start, _end) = (0, 0);
        if (_buffer.Length - _start < needed || _end == _buffer.Length)
        {
            var target = needed > _buffer.Length ? new byte[needed + (64 * 1024)] : _buffer;
            Available.CopyTo(target);
            (_buffer, _start, _end) = (target, 0, _end - _start);
        }
        var read = socket.Receive(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    /// <summary>Passes over bytes without looking at them.</summary>
    public bool Skip(long count)
    {
        while (count > 0)
        {
            var here = (int)Math.Min(count, Available.Length);
            Consume(here);
            count -= here;
            if (count > 0 && !Fill())
                return false;
        }
        return true;
    }
}
