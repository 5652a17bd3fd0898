using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RocketControl.Client.Hosting.Health;

/// <summary>
/// Remembers a server's last sign of life for a short time and lets all who ask meanwhile wait for the same one, so that probes do not pile up however many there are.
/// </summary>
/// <param name="ask">Asks the server.</param>
/// <param name="timeout">How long an answer may take.</param>
/// <param name="remember">How long an answer counts.</param>
/// <param name="time">The clock.</param>
internal sealed class ServerProbe(Func<CancellationToken, Task<ServerAnswer>> ask, TimeSpan timeout, TimeSpan remember, TimeProvider time) : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly CancellationTokenSource _disposing = new();
    private Task<ServerAnswer>? _current;
    private long _answeredAt;

    /// <summary>Gives an answer within the time-out, whatever the server does.</summary>
    public async Task<ServerAnswer> AskAsync(CancellationToken cancellationToken)
    {
        Task<ServerAnswer> current;
        lock (_lock)
        {
            if (_current is null || (_current.IsCompleted && time.GetElapsedTime(Volatile.Read(ref _answeredAt)) >= remember))
                _current = Task.Run(AskServerAsync, CancellationToken.None); // Bounded by the token; waited for in DisposeAsync.
            current = _current;
        }
        try
        {
            return await current.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            return new ServerAnswer(HealthStatus.Unhealthy, $"The server gave no answer within {timeout.TotalSeconds:0.###} s.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        if (_current is { } current)
            await ((Task)current).WaitAsync(timeout, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _disposing.Dispose();
    }

    private async Task<ServerAnswer> AskServerAsync()
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _disposing.Token);
        try
        {
            return await ask(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Also what a delegate for the credential throws: an answer of this kind is what was asked for.
            return new ServerAnswer(HealthStatus.Unhealthy, exception.Message, exception);
        }
        finally
        {
            Volatile.Write(ref _answeredAt, time.GetTimestamp());
        }
    }
}
