using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Which runs this connection has subscribed to, and for how many followers. The server keeps one mask for project and source, whichever
/// token it was asked with (RocketRide protocol §6.2), so that is what is counted.
/// </summary>
internal sealed class Subscriptions(DapSession session, TimeSpan callTimeout, ILogger logger) : IDisposable
{
    private static readonly string[] Types = ["SUMMARY", "TASK"];

    private readonly Dictionary<(string Project, string Source), int> _followers = [];
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <exception cref="DapCallException">The server gave no usable answer.</exception>
    /// <exception cref="RunControlException">The server refused.</exception>
    public async Task AddAsync(Run run, CancellationToken cancellationToken)
    {
        var key = KeyOf(run);
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_followers.TryGetValue(key, out var followers))
            {
                _followers[key] = followers + 1;
                return;
            }
            var reply = await session
                .CallAsync(RocketRideRequests.Monitor(run.Id, Types), callTimeout, cancellationToken).ConfigureAwait(false);
            if (!reply.Success)
                throw RocketRideErrors.FromReply(reply, RunOperation.Watch);
            _followers[key] = 1;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Never throws: a server that cannot be told sends events that nobody follows, which does no harm.</summary>
    public async Task RemoveAsync(Run run)
    {
        var key = KeyOf(run);
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            var followers = _followers[key] - 1;
            if (followers > 0)
            {
                _followers[key] = followers;
                return;
            }
            _followers.Remove(key);
            if (session.IsAlive)
                await session.CallAsync(RocketRideRequests.Monitor(run.Id, []), callTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DapCallException exception)
        {
            RocketRideLog.UnsubscribeFailed(logger, run.ToString(), exception);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static (string Project, string Source) KeyOf(Run run) => (run.ProjectId ?? "", run.Source ?? "");
}
