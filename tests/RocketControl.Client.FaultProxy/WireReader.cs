using System.Net.Sockets;

namespace RocketControl.Client.Tests.Wire;

/// <summary>Cuts what comes from a socket into units.</summary>
/// <param name="socket">The socket.</param>
/// <param name="isRequests">Whether the client speaks.</param>
/// <param name="looksInside">False to take the bytes as they come.</param>
/// <param name="isEndless">Whether the next answer goes on for ever.</param>
internal sealed class WireReader(Socket socket, bool isRequests, bool looksInside, Func<bool> isEndless)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private bool _isStream;

    /// <summary>True from the moment that the connection is a WebSocket.</summary>
    public bool IsWebSocket { get; set; }

    /// <summary>The bytes of the next unit; what is left at the end comes as one, then nothing.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length > 0 && Measure() is { } whole && whole <= _length)
                return Take(whole);
            if (_length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            var read = await socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0)
                return _length > 0 ? Take(_length) : null;
            _length += read;
        }
    }

    private int? Measure()
    {
        var bytes = _buffer.AsSpan(0, _length);
        if (!looksInside || _isStream)
            return _length;
        if (!IsWebSocket)
        {
            if (!isRequests && isEndless() && HttpMessages.MeasureFirstChunk(bytes) is var first && first != 0)
            {
                _isStream = first is not null;
                return first;
            }
            // The events of a stream are relayed as they come; only its head is a unit.
            _isStream = !isRequests && HttpMessages.IsEventStream(bytes);
            return _isStream ? HttpMessages.HeadLength(bytes) : HttpMessages.Measure(bytes, isRequests);
        }
        return FrameHead.Read(bytes) is { } head ? checked((int)(head.HeadLength + head.PayloadLength)) : null;
    }

    private byte[] Take(int length)
    {
        var unit = _buffer[..length];
        _buffer.AsSpan(length, _length - length).CopyTo(_buffer);
        _length -= length;
        return unit;
    }
}
