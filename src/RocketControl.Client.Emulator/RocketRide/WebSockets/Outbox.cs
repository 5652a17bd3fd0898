using System.Threading.Channels;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>
/// The one writer of a connection: frames go out whole and in the order in which they were queued. Nobody waits for a slow client, so the queue is
/// bounded by bytes: once <see cref="Limit"/> bytes wait, the next frame ends the connection with RST.
/// </summary>
internal sealed class Outbox
{
    /// <summary>How many bytes may wait before another frame is one too many. A single larger frame is fine.</summary>
    public const long Limit = 256L * 1024 * 1024;

    private readonly Channel<OutboundFrame> _queue = Channel.CreateUnbounded<OutboundFrame>(new() { SingleReader = true });
    private readonly TaskCompletionSource _overflow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _waiting;
    private volatile TaskCompletionSource? _stall;

    /// <summary>Queues a frame; false when nothing more goes out on this connection.</summary>
    public bool Enqueue(OutboundFrame frame)
    {
        if (Interlocked.Add(ref _waiting, frame.Bytes.Length) - frame.Bytes.Length >= Limit)
        {
            _overflow.TrySetResult();
            return false;
        }
        return _queue.Writer.TryWrite(frame) && (frame.Then == ConnectionEnd.None || _queue.Writer.TryComplete());
    }

    /// <summary>Whether the connection is stalled.</summary>
    public bool IsStalled => _stall is not null;

    /// <summary>Writes nothing more until <see cref="Resume"/>.</summary>
    public void Stall() => Interlocked.CompareExchange(ref _stall, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);

    public void Resume() => Interlocked.Exchange(ref _stall, null)?.TrySetResult();

    /// <summary>Writes to the stream until a frame ends the connection or the queue overflows; says how the connection is to end.</summary>
    public async Task<ConnectionEnd> RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ConnectionEnd> writing = WriteAllAsync(stream, stop.Token);
        if (await Task.WhenAny(writing, _overflow.Task).ConfigureAwait(false) == writing)
            return await writing.ConfigureAwait(false);

        await stop.CancelAsync().ConfigureAwait(false);
        await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ConnectionEnd.Reset;
    }

    private async Task<ConnectionEnd> WriteAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        await foreach (OutboundFrame frame in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_stall is { } stall)
                await stall.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!frame.Bytes.IsEmpty)
                await stream.WriteAsync(frame.Bytes, cancellationToken).ConfigureAwait(false);
            Interlocked.Add(ref _waiting, -frame.Bytes.Length);
            if (frame.Then != ConnectionEnd.None)
                return frame.Then;
        }
        return ConnectionEnd.Closing;
    }
}
