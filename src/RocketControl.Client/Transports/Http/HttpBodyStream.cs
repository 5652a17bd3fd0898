using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports.Http;

/// <summary>The body of an answer that is still coming in. A pause that is too long ends it; so does its disposal. Asynchronous only.</summary>
/// <param name="response">What the body belongs to; disposed of with it.</param>
/// <param name="body">The bytes.</param>
/// <param name="idleTimeout">How long it may pause; null for as long as it likes.</param>
/// <param name="failures">Says what went wrong.</param>
/// <param name="traffic">Told of what comes in.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class HttpBodyStream(
    HttpResponseMessage response, Stream body, TimeSpan? idleTimeout, HttpFailures failures, Traffic traffic, TimeProvider time) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public RunProtocolException TooLong(int maxBytes) => failures.TooLong(maxBytes, response.StatusCode);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var deadline = new HttpDeadline(idleTimeout, time, cancellationToken);
        try
        {
            var read = await body.ReadAsync(buffer, deadline.Token).ConfigureAwait(false);
            traffic.Received(read);
            return read;
        }
        catch (OperationCanceledException exception)
        {
            throw deadline.Explain(exception, failures.FellSilent);
        }
        catch (Exception exception) when (HttpFailures.IsOfNetwork(exception))
        {
            throw failures.Of(exception);
        }
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response.Dispose();
        }
        base.Dispose(disposing);
    }
}
