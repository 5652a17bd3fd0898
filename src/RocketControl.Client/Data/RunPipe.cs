using RocketControl.Client.Data;

namespace RocketControl.Client;

/// <summary>
/// One object that is written step by step, for data that comes into being on the way. <see cref="CompleteAsync"/> hands it over; disposing of it before that
/// abandons it, and nothing of it is committed. While it is open it counts as a send in work, which a graceful termination waits for. One operation at a time.
/// </summary>
public abstract class RunPipe : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposing = new();
    private readonly PipeState _state = new();
    private readonly PieceBuffer _buffer = new();

    /// <summary>Creates the base of a pipe that is open.</summary>
    /// <param name="run">The run that it feeds.</param>
    /// <param name="mimeType">The object's type.</param>
    protected RunPipe(Run run, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(mimeType);
        (Run, MimeType) = (run, mimeType);
    }

    /// <summary>The run that is fed.</summary>
    public Run Run { get; }

    /// <summary>The object's MIME type.</summary>
    public string MimeType { get; }

    /// <summary>
    /// The number that the server gave to the object, as in <see cref="Transports.RocketRideTransport.SubscribeToPipeAsync"/>; null when the backend gives none.
    /// </summary>
    public virtual long? PipeId => null;

    /// <summary>How many bytes the run has taken.</summary>
    public abstract long BytesWritten { get; }

    /// <summary>
    /// True when the type's lane takes bytes in any pieces. False when each write is a whole text or JSON document of its own, behind which a text lane puts an empty
    /// line (RocketRide protocol §5.2).
    /// </summary>
    public abstract bool TakesBytes { get; }

    /// <summary>Writes on, and returns when the run has taken it. Where the lane takes bytes, they are sent in pieces of at most 1 MiB.</summary>
    /// <param name="data">What to write; must not change until the call ends.</param>
    /// <param name="cancellationToken">Gives up the whole object, for it cannot be known how much was written.</param>
    /// <exception cref="PipeFailedException">The run did not take it, or the pipe was silent for too long.</exception>
    /// <exception cref="RunNotRunningException">The run has ended.</exception>
    /// <exception cref="InvalidOperationException">Another write is under way, or the object is complete.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) => OperateAsync(
        async token =>
        {
            await _buffer.FlushAsync(WriteCoreAsync, token).ConfigureAwait(false);
            await WriteCoreAsync(data, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>
    /// The pipe as a stream for writing, which collects pieces of 1 MiB before it sends them. Flushing sends what is there; disposing of it flushes and leaves
    /// the pipe open. Only asynchronous writes.
    /// </summary>
    /// <exception cref="RunNotSupportedException">The lane takes whole texts, which a stream would cut anywhere.</exception>
    public Stream AsStream()
    {
        if (!TakesBytes)
        {
            throw new RunNotSupportedException(
                $"A stream may cut anywhere, but what is written as {MimeType} has to be whole. Use WriteAsync with whole texts, or SendAsync with a stream.",
                new RunErrorContext(Run.Backend, RunOperation.Send));
        }
        return new RunPipeStream(this);
    }

    /// <summary>Hands the object over and returns what the run made of it.</summary>
    /// <param name="cancellationToken">Stops the waiting; the run may have the object by then.</param>
    /// <exception cref="PipeFailedException">The run lost the object or failed to process it.</exception>
    /// <exception cref="RunNotRunningException">The run has ended.</exception>
    /// <exception cref="InvalidOperationException">A write is under way, or the object is complete already.</exception>
    public async Task<SendResult> CompleteAsync(CancellationToken cancellationToken = default)
    {
        var result = await OperateAsync(
            async token =>
            {
                await _buffer.FlushAsync(WriteCoreAsync, token).ConfigureAwait(false);
                return await CompleteCoreAsync(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        _state.Complete();
        return result;
    }

    /// <summary>Ends an operation that is under way. An object that is not complete is abandoned.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_state.Dispose() is not { } running)
            return;
        await _disposing.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        _buffer.Dispose();
        await DisposeCoreAsync().ConfigureAwait(false);
        _disposing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>True when the stream has collected something that can still be sent.</summary>
    internal bool HasUnsent => !_buffer.IsEmpty && _state.IsOpen;

    internal Task WriteBufferedAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => OperateAsync(
        async token =>
        {
            await _buffer.AppendAsync(data, WriteCoreAsync, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    internal Task FlushAsync(CancellationToken cancellationToken) => OperateAsync(
        async token =>
        {
            await _buffer.FlushAsync(WriteCoreAsync, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Sends data and waits until the run has taken it.</summary>
    /// <param name="data">The data.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    protected abstract Task WriteCoreAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Ends the object and waits for its result.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    protected abstract Task<SendResult> CompleteCoreAsync(CancellationToken cancellationToken);

    /// <summary>Lets go of the pipe, be the object complete or not. Called once, and never during an operation.</summary>
    protected abstract ValueTask DisposeCoreAsync();

    private async Task<T> OperateAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        _state.Enter(Run);
        Exception? failure = null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
            return await operation(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            failure = exception;
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            failure = exception;
            ObjectDisposedException.ThrowIf(exception is OperationCanceledException, this);
            throw;
        }
        finally
        {
            _state.Leave(failure);
        }
    }
}
