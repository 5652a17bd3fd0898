namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// The one connection that all calls share: made when first needed, made again when it was lost. Callers who come while it is being made wait for the same
/// attempt; one who gives up does not end it for the others.
/// </summary>
internal sealed class SharedConnection(RocketRideConnector connector) : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly CancellationTokenSource _disposing = new();
    private Task<RocketRideConnection>? _current;
    private bool _disposed;

    /// <summary>True once a connection was made: from then on a failure to connect is worth another try.</summary>
    public bool HasConnected { get; private set; }

    /// <summary>Whom the server took this client for at the last login; null before the first.</summary>
    public string? LastUserId { get; private set; }

    /// <summary>The live connection, if there is one right now.</summary>
    public RocketRideConnection? Live =>
        Volatile.Read(ref _current) is { IsCompletedSuccessfully: true } current && current.Result.IsAlive ? current.Result : null;

    /// <exception cref="RunControlException">It cannot be made.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public async ValueTask<RocketRideConnection> GetAsync(CancellationToken cancellationToken)
    {
        if (Live is { } live)
            return live;
        Task<RocketRideConnection> current;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(RunControlClient));
            if (_current is null or { IsFaulted: true } or { IsCanceled: true } || (_current.IsCompletedSuccessfully && !_current.Result.IsAlive))
                _current = ReplaceAsync(_current);
            current = _current;
        }
        return await current.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Task<RocketRideConnection>? current;
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            current = _current;
        }
        await _disposing.CancelAsync().ConfigureAwait(false);
        await DisposeAsync(current).ConfigureAwait(false);
        _disposing.Dispose();
    }

    private async Task<RocketRideConnection> ReplaceAsync(Task<RocketRideConnection>? previous)
    {
        await Task.Yield();
        await DisposeAsync(previous).ConfigureAwait(false);
        try
        {
            var connection = await connector.ConnectAsync(_disposing.Token).ConfigureAwait(false);
            HasConnected = true;
            LastUserId = connection.Account.UserId;
            return connection;
        }
        catch (OperationCanceledException exception) when (_disposing.IsCancellationRequested)
        {
            throw new RunConnectionLostException(
                "The client was disposed while it was connecting.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Connect), exception)
            {
                Reason = ConnectionLossReason.ClientDisposed,
            };
        }
    }

    private static async ValueTask DisposeAsync(Task<RocketRideConnection>? connection)
    {
        if (connection is null)
            return;
        await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connection.IsCompletedSuccessfully)
            await connection.Result.DisposeAsync().ConfigureAwait(false);
    }
}
