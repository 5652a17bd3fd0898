using System.Runtime.CompilerServices;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// Tells when data that a pipeline took is worked off, results included (Feldera protocol §9). Awaiting it waits for that, for
/// <see cref="FelderaOptions.ProcessTimeout"/> at most.
/// </summary>
public sealed class FelderaCompletionToken
{
    private readonly FelderaTransport _transport;

    internal FelderaCompletionToken(FelderaTransport transport, string pipeline, string value) => (_transport, Pipeline, Value) = (transport, pipeline, value);

    /// <summary>The pipeline.</summary>
    public string Pipeline { get; }

    /// <summary>The server's token, good until the pipeline's process is replaced.</summary>
    public string Value { get; }

    /// <summary>Looks once whether everything is worked off.</summary>
    /// <param name="cancellationToken">Stops the waiting for the answer.</param>
    /// <exception cref="RunGoneException">The pipeline was restarted since: what became of the data cannot be told.</exception>
    public Task<bool> IsProcessedAsync(CancellationToken cancellationToken = default) => _transport.IsProcessedAsync(Pipeline, Value, cancellationToken);

    /// <summary>Waits until everything is worked off.</summary>
    /// <param name="timeout">How long; null for <see cref="FelderaOptions.ProcessTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunTimeoutException">It took longer. A paused pipeline works nothing off.</exception>
    /// <exception cref="RunGoneException">The pipeline was restarted since: what became of the data cannot be told.</exception>
    /// <exception cref="RunNotRunningException">The pipeline was stopped meanwhile.</exception>
    public Task WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _transport.WaitForProcessedAsync(Pipeline, Value, timeout, cancellationToken);

    /// <summary>Makes it awaitable; the same as <see cref="WaitAsync"/> without limits of one's own.</summary>
    public TaskAwaiter GetAwaiter() => WaitAsync().GetAwaiter();

    /// <summary>The pipeline's name.</summary>
    public override string ToString() => $"data for {Pipeline}";
}
