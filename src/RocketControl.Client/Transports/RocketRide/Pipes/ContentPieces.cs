namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Reads a content under the deadline of its send, which bounds also a stream that does not heed its token.</summary>
internal sealed class ContentPieces(RunContentReader content, SendDeadline deadline, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private long _read;

    public long? Length => content.Length;

    public TimeSpan Remaining => deadline.Remaining;

    /// <summary>The next piece, of full size but at the end; empty behind the end.</summary>
    /// <exception cref="RunTimeoutException">The content gave nothing in time.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(int size)
    {
        var reading = content.ReadAsync(size, _giveUp.Token);
        var piece = reading.IsCompleted
            ? await reading.ConfigureAwait(false)
            : await WaitAsync(reading.AsTask()).ConfigureAwait(false);
        _read += piece.Length;
        return piece;
    }

    /// <summary>Stops a reading that was given up.</summary>
    public void Dispose()
    {
        _giveUp.Cancel();
        _giveUp.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>> WaitAsync(Task<ReadOnlyMemory<byte>> reading)
    {
        await ((Task)reading).WaitAsync(deadline.Remaining, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reading.IsCompleted)
            return await reading.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        throw new RunTimeoutException(
            $"The content gave nothing more within {deadline.Limit.TotalSeconds:0.###} s, after {_read:N0} bytes. The object was abandoned. Make the source faster, or "
            + "give more time with SendOptions.Timeout.",
            new RunErrorContext(RunBackend.RocketRide, RunOperation.Send))
        {
            Timeout = deadline.Limit,
        };
    }
}
