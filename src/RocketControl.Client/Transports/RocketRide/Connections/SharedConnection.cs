using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Resilience;
using RocketControl.Client.Telemetry;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// The one connection that all calls share: made when first needed, made again as soon as it was lost. Callers who come while it is being made wait for the same attempt;
/// one who gives up does not end it for the others.
/// </summary>
internal sealed class SharedConnection : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<RocketRideConnection>> _connect;
    private readonly bool _autoReconnect;
    private readonly ReconnectPolicy _reconnects;
    private readonly ConnectionStates _states;
    private readonly object _lock = new();
    private readonly CancellationTokenSource _disposing = new();
    private Task<RocketRideConnection>? _current;
    private Task _connecting = Task.CompletedTask;
    private bool _disposed;

    /// <param name="connect">Makes a connection that is ready for use.</param>
    /// <param name="options">How to reconnect.</param>
    /// <param name="states">Told of what happens.</param>
    /// <param name="logger">Where to log.</param>
    public SharedConnection(
        Func<CancellationToken, Task<RocketRideConnection>> connect, RocketRideOptions options, ConnectionStates states, ILogger logger)
    {
        _connect = connect;
        _autoReconnect = options.AutoReconnect;
        _states = states;
        _reconnects = new ReconnectPolicy(
            options.ReconnectDelay,
            options.MaxReconnectDelay,
            options.ReconnectTimeout,
            options.TimeProvider,
            (exception, attempt) => RocketRideLog.ReconnectFailed(logger, attempt, exception.Message));
    }

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
            {
                var attempt = new ConnectionAttempt();
                _connecting = ConnectOnceAsync(_current, attempt);
                _current = attempt.Task;
            }
            current = _current;
        }
        return await current.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Told by a connection that it is over.</summary>
    public void OnLost(DapBreak reason)
    {
        if (reason.Reason == ConnectionLossReason.ClientDisposed)
            return;
        var exception = new RunConnectionLostException(reason.Description, new RunErrorContext(RunBackend.RocketRide, RunOperation.Connect), reason.Cause)
        {
            Reason = reason.Reason,
        };
        lock (_lock)
        {
            // One that breaks before it was handed out is looked at again when it is.
            if (_disposed || _current is not { IsCompletedSuccessfully: true } lost)
                return;
            if (!_autoReconnect)
            {
                _states.MoveTo(RocketRideConnectionState.Disconnected, exception);
                return;
            }
            _states.MoveTo(RocketRideConnectionState.Reconnecting, exception);
            var attempt = new ConnectionAttempt();
            _current = attempt.Task;
            _connecting = ReconnectAsync(lost, attempt);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
        }
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _connecting.ConfigureAwait(false);
        await DisposeAsync(_current).ConfigureAwait(false);
        _states.MoveTo(RocketRideConnectionState.Closed);
        _disposing.Dispose();
    }

    /// <summary>One attempt because somebody needs a connection.</summary>
    private async Task ConnectOnceAsync(Task<RocketRideConnection>? previous, ConnectionAttempt attempt)
    {
        await Task.Yield();
        await DisposeAsync(previous).ConfigureAwait(false);
        _states.MoveTo(HasConnected ? RocketRideConnectionState.Reconnecting : RocketRideConnectionState.Connecting);
        try
        {
            HandOut(await ConnectAsync().ConfigureAwait(false), attempt);
        }
        catch (Exception exception)
        {
            GiveUp(exception, attempt);
        }
    }

    /// <summary>Attempts until one succeeds, the server refuses, or the time for it is over. Callers always wait for the attempt that comes next.</summary>
    private async Task ReconnectAsync(Task<RocketRideConnection> lost, ConnectionAttempt attempt)
    {
        await Task.Yield();

        // Whose call noticed the loss is chance: the attempts belong to nobody's.
        Activity.Current = null;
        await DisposeAsync(lost).ConfigureAwait(false);
        try
        {
            var connection = await _reconnects.ExecuteAsync(
                _ => new ValueTask<RocketRideConnection>(ConnectAsync()),
                failure =>
                {
                    var failed = attempt;
                    attempt = new ConnectionAttempt();
                    lock (_lock)
                        _current = attempt.Task;
                    failed.Fail(failure);
                },
                _disposing.Token).ConfigureAwait(false);
            HandOut(connection, attempt);
        }
        catch (Exception exception)
        {
            GiveUp(exception, attempt);
        }
    }

    private void HandOut(RocketRideConnection connection, ConnectionAttempt attempt)
    {
        _states.MoveTo(RocketRideConnectionState.Connected);
        attempt.Succeed(connection);
        if (connection.Session.BreakReason is { } reason)
            OnLost(reason);
    }

    private void GiveUp(Exception exception, ConnectionAttempt attempt)
    {
        _states.MoveTo(RocketRideConnectionState.Disconnected, exception as RunControlException);
        attempt.Fail(exception is OperationCanceledException cancelled && _disposing.IsCancellationRequested ? Disposed(cancelled) : exception);
    }

    private async Task<RocketRideConnection> ConnectAsync()
    {
        var connection = await _connect(_disposing.Token).ConfigureAwait(false);
        if (HasConnected)
            Instruments.CountReconnect(RunBackend.RocketRide, RocketRideTransport.NameOfTransport);
        HasConnected = true;
        LastUserId = connection.Account.UserId;
        return connection;
    }

    private static RunConnectionLostException Disposed(OperationCanceledException exception) => new(
        "The client was disposed while it was connecting.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Connect), exception)
    {
        Reason = ConnectionLossReason.ClientDisposed,
    };

    private static async ValueTask DisposeAsync(Task<RocketRideConnection>? connection)
    {
        if (connection is null)
            return;
        await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connection.IsCompletedSuccessfully)
            await connection.Result.DisposeAsync().ConfigureAwait(false);
    }
}
