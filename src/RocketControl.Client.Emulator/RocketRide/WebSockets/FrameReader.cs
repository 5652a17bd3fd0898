using System.Buffers;
using System.IO.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>Reads the frames of one client; payloads in pieces, so that a declared length alone never allocates anything.</summary>
internal sealed class FrameReader(Stream stream, ReadPace pace, bool compressionAgreed)
{
    private const int LongestHeader = 14;

    private readonly PipeReader _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));

    /// <summary>The next header, null at the end of the stream between two frames.</summary>
    /// <exception cref="WebSocketViolationException">The header breaks the protocol.</exception>
    /// <exception cref="EndOfStreamException">The stream ended inside the header.</exception>
    public async ValueTask<FrameHeader?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        await pace.WaitAsync(0, cancellationToken).ConfigureAwait(false);
        int needed = FrameHeader.SmallestLength;
        while (true)
        {
            ReadResult result = await _input.ReadAtLeastAsync(needed, cancellationToken).ConfigureAwait(false);
            if (result.Buffer.Length < needed)
                return result.Buffer.IsEmpty ? null : throw new EndOfStreamException();

            int length = HeaderLength(result.Buffer);
            if (result.Buffer.Length < length)
            {
                needed = length;
                _input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            FrameHeader header = Parse(result.Buffer.Slice(0, length));
            _input.AdvanceTo(result.Buffer.GetPosition(length));
            return header;
        }
    }

    /// <summary>Reads the payload into <paramref name="target"/>, or nowhere when that is null.</summary>
    /// <exception cref="EndOfStreamException">The stream ended inside the payload.</exception>
    public async ValueTask ReadPayloadAsync(FrameHeader header, IBufferWriter<byte>? target, CancellationToken cancellationToken)
    {
        long offset = 0;
        while (offset < header.PayloadLength)
        {
            ReadResult result = await _input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.Buffer.IsEmpty && result.IsCompleted)
                throw new EndOfStreamException();

            ReadOnlySequence<byte> piece = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, header.PayloadLength - offset));
            if (target is not null)
                Copy(piece, header.Mask, offset, target);
            offset += piece.Length;
            long taken = piece.Length;
            _input.AdvanceTo(piece.End);
            await pace.WaitAsync(taken, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the buffers back. To be called when nobody reads any more.</summary>
    public ValueTask CompleteAsync() => _input.CompleteAsync();

    private static int HeaderLength(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[FrameHeader.SmallestLength];
        buffer.Slice(0, FrameHeader.SmallestLength).CopyTo(start);
        return FrameHeader.LengthOf(start);
    }

    private static void Copy(ReadOnlySequence<byte> piece, uint mask, long offset, IBufferWriter<byte> target)
    {
        foreach (ReadOnlyMemory<byte> segment in piece)
        {
            Span<byte> copy = target.GetSpan(segment.Length)[..segment.Length];
            segment.Span.CopyTo(copy);
            FrameMask.Apply(copy, mask, offset);
            target.Advance(segment.Length);
            offset += segment.Length;
        }
    }

    private FrameHeader Parse(ReadOnlySequence<byte> bytes)
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        bytes.CopyTo(header);
        return FrameHeader.Parse(header[..(int)bytes.Length], compressionAgreed);
    }
}
