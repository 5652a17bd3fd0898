using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Transports;

/// <summary>
/// Writes a file of the store, in pieces of up to 1 MiB, one after the other (RocketRide protocol §3.7). The file is empty as soon as it is opened, nobody else can write
/// it meanwhile, and what was written counts from <see cref="CompleteAsync"/> or <see cref="DisposeAsync"/> on. Asynchronous only.
/// </summary>
/// <remarks>
/// The server cannot discard what it has got. A file whose writing failed, was cancelled or was given up stays open, and its path locked, until this client's connection
/// ends; then the server commits the part that it has. <see cref="ReleaseAsync"/> does so at once, after which the path is free to be written again or deleted.
/// </remarks>
public sealed class StoreWriteStream : Stream
{
    private readonly StoreHandle _handle;
    private byte[]? _buffer;
    private int _buffered;
    private long _written;
    private State _state;

    internal StoreWriteStream(StoreHandle handle) => _handle = handle;

    private enum State
    {
        Open,
        GivenUp,
        Closed,
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => _state == State.Open;

    /// <summary>How many bytes were written so far.</summary>
    public override long Length => _written;

    /// <summary>How many bytes were written so far; cannot be set.</summary>
    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException("Files of the store are written from their beginning to their end.");
    }

    /// <summary>Appends to the file.</summary>
    /// <param name="buffer">The bytes; must not change until the call ends.</param>
    /// <param name="cancellationToken">Stops the waiting, after which the file cannot be completed any more.</param>
    /// <exception cref="RunControlException">It failed; the file cannot be completed any more.</exception>
    /// <exception cref="InvalidOperationException">The file was completed or given up, or a write failed before.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RequireOpen();
        _written += buffer.Length;
        while (!buffer.IsEmpty)
        {
            if (_buffered == 0 && buffer.Length >= _handle.WriteChunk)
            {
                await SendAsync(buffer[.._handle.WriteChunk], cancellationToken).ConfigureAwait(false);
                buffer = buffer[_handle.WriteChunk..];
                continue;
            }
            _buffer ??= new byte[_handle.WriteChunk];
            var count = Math.Min(buffer.Length, _buffer.Length - _buffered);
            buffer[..count].CopyTo(_buffer.AsMemory(_buffered));
            _buffered += count;
            buffer = buffer[count..];
            if (_buffered == _buffer.Length)
                await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="buffer">The bytes; must not change until the call ends.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="cancellationToken">Stops the waiting, after which the file cannot be completed any more.</param>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Sends what is still kept here. It does not commit the file.</summary>
    /// <param name="cancellationToken">Stops the waiting, after which the file cannot be completed any more.</param>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        RequireOpen();
        if (_buffered == 0)
            return;
        await SendAsync(_buffer.AsMemory(0, _buffered), cancellationToken).ConfigureAwait(false);
        _buffered = 0;
    }

    /// <summary>Sends what is still kept here and commits the file. Once is enough; another call does nothing.</summary>
    /// <param name="cancellationToken">Stops the waiting; whether the file was committed is then not known.</param>
    /// <exception cref="RunControlException">It failed; whether the file was committed is not known.</exception>
    /// <exception cref="InvalidOperationException">The file was given up, or a write failed before.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        if (_state == State.Closed)
            return;
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the file up: it is not completed, neither now nor when it is disposed. See the remarks for what becomes of it.</summary>
    public void Abandon()
    {
        if (_state == State.Open)
            _state = State.GivenUp;
    }

    /// <summary>
    /// Closes the file on the server as it is, also after a failure: what the server has got is committed, and the path is free again. What is still kept here is not sent.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="StoreException">The server has closed it already, for the connection was lost.</exception>
    public Task ReleaseAsync(CancellationToken cancellationToken = default) =>
        _state == State.Closed ? Task.CompletedTask : CloseAsync(cancellationToken);

    /// <summary>Completes the file, unless it was given up or a write failed: then nothing is sent.</summary>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (_state == State.Open)
                await CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Not supported; see <see cref="FlushAsync"/>.</summary>
    /// <exception cref="NotSupportedException">Something is kept here.</exception>
    public override void Flush()
    {
        if (_buffered > 0)
            throw AsynchronousOnly(nameof(FlushAsync));
    }

    /// <summary>Not supported; see <see cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</summary>
    /// <param name="buffer">Not used.</param>
    /// <param name="offset">Not used.</param>
    /// <param name="count">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(byte[] buffer, int offset, int count) => throw AsynchronousOnly(nameof(WriteAsync));

    /// <summary>Not supported.</summary>
    /// <param name="buffer">Not used.</param>
    /// <param name="offset">Not used.</param>
    /// <param name="count">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    /// <param name="offset">Not used.</param>
    /// <param name="origin">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    /// <param name="value">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>To be disposed asynchronously: this cannot complete the file.</summary>
    /// <param name="disposing">True when called by <see cref="Stream.Dispose()"/>.</param>
    /// <exception cref="InvalidOperationException">The file is neither completed nor given up.</exception>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _state == State.Open)
        {
            _state = State.GivenUp;
            throw new InvalidOperationException("The file was not completed. Call CompleteAsync, or dispose of it with 'await using'.");
        }
        base.Dispose(disposing);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            await _handle.WriteAsync(data, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _state = State.GivenUp;
            throw;
        }
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        _state = State.GivenUp;
        await _handle.CloseAsync(cancellationToken).ConfigureAwait(false);
        _state = State.Closed;
    }

    private void RequireOpen()
    {
        if (_state != State.Open)
        {
            throw new InvalidOperationException(
                _state == State.Closed ? "The file is complete." : "The file was given up, or a write failed, so it cannot be completed any more.");
        }
    }

    private static NotSupportedException AsynchronousOnly(string instead) => new($"Files of the store are written asynchronously only; use {instead}.");
}
