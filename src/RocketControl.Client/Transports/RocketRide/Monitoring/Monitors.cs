using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// What this client wants to be told of, counted, over all connections (RocketRide protocol §6.2). Each change sends the whole mask of its key, one after the other;
/// a new connection gets all of them before anybody may use it.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
internal sealed class Monitors(TimeSpan callTimeout, ILogger logger)
{
    /// <summary>One who leaves does not wait longer than this for the server to hear of it.</summary>
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<MonitorKey, List<RocketRideEventTypes>> _wanted = [];
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Wants to be told.</summary>
    /// <exception cref="DapCallException">The server gave no usable answer; nothing is wanted then.</exception>
    /// <exception cref="RunControlException">The server refused; nothing is wanted then.</exception>
    public async Task AddAsync(
        RocketRideConnection connection, MonitorKey key, string? token, RocketRideEventTypes types, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = MaskOf(key);
            if (!_wanted.TryGetValue(key, out var wishes))
                _wanted[key] = wishes = [];
            wishes.Add(types);
            try
            {
                if (MaskOf(key) != before)
                    await SendAsync(connection, key, token, callTimeout, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                Forget(key, types);
                throw;
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// Wants no more. Never throws: a server that cannot be told sends events that nobody follows, which does no harm.
    /// </summary>
    public async Task RemoveAsync(RocketRideConnection? connection, MonitorKey key, string? token, RocketRideEventTypes types)
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            var before = MaskOf(key);
            Forget(key, types);
            if (connection is { IsAlive: true } && MaskOf(key) != before)
                await SendAsync(connection, key, token, FarewellLimit, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DapCallException or RunControlException)
        {
            RocketRideLog.UnsubscribeFailed(logger, exception);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Tells the server once more what is wanted of a run, for it forgets that when it cleans up an earlier run of the same name.</summary>
    /// <exception cref="DapCallException">The connection broke.</exception>
    /// <exception cref="RunControlException">The server refused.</exception>
    public async Task RenewAsync(RocketRideConnection connection, MonitorKey key, string token, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_wanted.ContainsKey(key))
                await SendAsync(connection, key, token, callTimeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Tells a new connection all that is wanted. What the server refuses (a run that is gone) is left out.</summary>
    /// <exception cref="DapCallException">The connection broke.</exception>
    public async Task RestoreAsync(RocketRideConnection connection, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var key in _wanted.Keys)
            {
                try
                {
                    await SendAsync(connection, key, token: null, callTimeout, cancellationToken).ConfigureAwait(false);
                }
                catch (RunControlException exception)
                {
                    RocketRideLog.SubscribeFailed(logger, exception);
                }
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private RocketRideEventTypes MaskOf(MonitorKey key) =>
        _wanted.TryGetValue(key, out var wishes) ? wishes.Aggregate(RocketRideEventTypes.None, (mask, wish) => mask | wish) : RocketRideEventTypes.None;

    private void Forget(MonitorKey key, RocketRideEventTypes types)
    {
        if (_wanted.TryGetValue(key, out var wishes) && wishes.Remove(types) && wishes.Count == 0)
            _wanted.Remove(key);
    }

    private async Task SendAsync(
        RocketRideConnection connection, MonitorKey key, string? token, TimeSpan limit, CancellationToken cancellationToken)
    {
        // A login with a run's own key may not name a project; the server then takes its own run whatever the token.
        var request = connection.IsRunKeyLogin
            ? RocketRideRequests.Monitor(token ?? "*", key.PipeId, MaskOf(key))
            : RocketRideRequests.Monitor(key, MaskOf(key));
        var reply = await connection.Session.CallAsync(request, limit, cancellationToken).ConfigureAwait(false);
        if (!reply.Success)
            throw RocketRideErrors.FromReply(reply, RunOperation.Watch);
    }
}
