namespace RocketControl.Client.Transports.VectorShift;

/// <summary>An event stream with a limit for each event, which tells when it ends in the middle of one. Asynchronous only.</summary>
/// <param name="stream">The bytes; not disposed of here.</param>
/// <param name="maxEventBytes">The limit.</param>
internal sealed class BoundedEventStream(Stream stream, int maxEventBytes) : Stream
{
    private static readonly RunErrorContext Context = new(RunBackend.VectorShift, RunOperation.Watch);

    private readonly EventBoundary _boundary = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="RunProtocolException">An event is too long, or was cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0 && buffer.Length > 0 && _boundary.IsInsideEvent)
            throw new RunProtocolException("VectorShift's stream ended in the middle of an event.", Context);
        _boundary.Read(buffer.Span[..read]);
        if (_boundary.Bytes > maxEventBytes)
        {
            throw new RunProtocolException(
                $"VectorShift's stream has an event of more than {maxEventBytes:N0} bytes. Raise VectorShiftOptions.MaxEventBytes if that is right.", Context);
        }
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read this stream asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
