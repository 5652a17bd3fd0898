using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Writes messages as WebSocket frames (RFC 6455 §5) onto the network. Those that are said to be followed by more are held back and leave together with the one after
/// which nothing follows, so that many small requests cost one system call. Of a large one the first part leaves at once, so that the peer takes it
/// while the rest is masked where it stands and sent as a whole: an upload in pieces of 1 MiB is half as fast again as with a copy in small parts. The framework's own
/// WebSocket does neither, and asks the system for a random number for each frame: about a tenth of the time of a small request.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
internal sealed class WebSocketFrameWriter(Stream network, bool isServer)
{
    private const int BufferSize = 64 * 1024;
    private const int InitialBuffer = 1024;
    private const int LongestHeader = 14;
    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    private readonly MaskingKeys? _keys = isServer ? null : new MaskingKeys();

    /// <summary>Messages come one at a time, but between the fragments of one the WebSocket may have something to say.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    private byte[] _buffer = new byte[InitialBuffer];
    private int _length;

    /// <param name="payload">What the frame carries; overwritten.</param>
    /// <param name="opcode">What it is.</param>
    /// <param name="isFinal">Whether the message ends with it.</param>
    /// <param name="moreFollows">Whether it may be held back, because something that is not will be written soon.</param>
    public async ValueTask WriteAsync(Memory<byte> payload, WebSocketOpcode opcode, bool isFinal, bool moreFollows)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!TryMakeRoom(LongestHeader + payload.Length))
                await FlushAsync().ConfigureAwait(false);
            var key = _keys?.Next() ?? 0;
            AppendHeader(payload.Length, opcode, isFinal, key);
            // The key has four bytes, so that a part of a multiple of that leaves the rest at its beginning.
            var buffered = payload[..Math.Min(payload.Length, (_buffer.Length - _length) & ~3)];
            WebSocketMask.Apply(key, buffered.Span, _buffer.AsSpan(_length));
            _length += buffered.Length;
            var rest = payload[buffered.Length..];
            if (!moreFollows || !rest.IsEmpty)
                await FlushAsync().ConfigureAwait(false);
            if (!rest.IsEmpty)
            {
                WebSocketMask.Apply(key, rest.Span, rest.Span);
                await network.WriteAsync(rest).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a whole frame that is ready to leave, and what was held back before it.</summary>
    public async ValueTask WriteReadyAsync(ReadOnlyMemory<byte> frame)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await FlushAsync().ConfigureAwait(false);
            await network.WriteAsync(frame).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask FlushAsync()
    {
        if (_length == 0)
            return;
        await network.WriteAsync(_buffer.AsMemory(0, _length)).ConfigureAwait(false);
        _length = 0;
    }

    /// <summary>Makes the buffer as large as is needed, up to its limit; false when what it holds has to leave first.</summary>
    private bool TryMakeRoom(int size)
    {
        if (size <= _buffer.Length - _length)
            return true;
        if (_buffer.Length < BufferSize)
            Array.Resize(ref _buffer, (int)Math.Min(Math.Max(_length + (long)size, 2L * _buffer.Length), BufferSize));
        return size <= _buffer.Length - _length;
    }

    private void AppendHeader(int length, WebSocketOpcode opcode, bool isFinal, uint key)
    {
        var header = _buffer.AsSpan(_length);
        header[0] = (byte)((isFinal ? Final : 0) | (int)opcode);
        var size = 2;
        if (length < 126)
        {
            header[1] = (byte)length;
        }
        else if (length <= ushort.MaxValue)
        {
            header[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
            size = 4;
        }
        else
        {
            header[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)length);
            size = 10;
        }
        if (_keys is not null)
        {
            header[1] |= Masked;
            BinaryPrimitives.WriteUInt32LittleEndian(header[size..], key);
            size += sizeof(uint);
        }
        _length += size;
    }
}
