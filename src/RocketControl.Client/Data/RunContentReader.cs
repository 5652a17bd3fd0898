namespace RocketControl.Client;

/// <summary>Reads a <see cref="RunContent"/> from its beginning to its end, in pieces of the reader's choice. Used by one caller at a time.</summary>
public abstract class RunContentReader : IAsyncDisposable
{
    private protected RunContentReader()
    {
    }

    /// <summary>How many bytes there are in all; null when that is not known.</summary>
    public abstract long? Length { get; }

    /// <summary>Reads on.</summary>
    /// <param name="maxBytes">How much to read at most, at least 1.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>So many bytes, or fewer at the end, or none behind it; valid until the next call.</returns>
    /// <exception cref="RunContentException">The content cannot be read on, or its length is not what it was said to be.</exception>
    public abstract ValueTask<ReadOnlyMemory<byte>> ReadAsync(int maxBytes, CancellationToken cancellationToken);

    /// <summary>Tells that what was read last may still be in use when the reader is disposed of.</summary>
    internal virtual void LeaveBuffer()
    {
    }

    /// <summary>Closes what was opened.</summary>
    public abstract ValueTask DisposeAsync();
}
