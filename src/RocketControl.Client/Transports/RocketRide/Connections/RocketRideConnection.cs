using System.Text.Json;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>One live connection with everything that lives and dies with it: session, identity, subscriptions.</summary>
internal sealed class RocketRideConnection : IAsyncDisposable
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger;

    /// <param name="channel">The open channel; owned from here on.</param>
    /// <param name="options">Limits and clocks.</param>
    /// <param name="isRunKeyLogin">True when the login is a run's own key.</param>
    /// <param name="hooks">Who is told of events and of the end.</param>
    /// <param name="logger">Where to log.</param>
    public RocketRideConnection(
        IMessageChannel channel, RocketRideOptions options, bool isRunKeyLogin, ConnectionHooks hooks, ILogger logger)
    {
        _logger = logger;
        IsRunKeyLogin = isRunKeyLogin;
        Session = new DapSession(channel, new DapSessionOptions
        {
            MaxMessageBytes = options.MaxMessageBytes,
            Heartbeat = RocketRideRequests.Ping,
            HeartbeatInterval = options.HeartbeatInterval,
            HeartbeatTimeout = options.HeartbeatTimeout,
            TimeProvider = options.TimeProvider,
            Logger = logger,
            Arrivals = hooks.Arrivals,
            ReadBody = TaskBodies.Read,
            OnEvent = hooks.OnEvent,
            OnLateReply = LogLateStart,
            OnBroken = hooks.OnLost,
        });

        // The session outlives the call that needed it first, so nothing of that one's goes with it.
        using (ExecutionContext.SuppressFlow())
            Session.Start();
    }

    public DapSession Session { get; }

    /// <summary>True when the login is a run's own key (<c>tk_</c>, <c>pk_</c>), so that the server takes every call to be about that run.</summary>
    public bool IsRunKeyLogin { get; }

    public RocketRideAccount Account { get; private set; } = new();

    public bool IsAlive => Session.IsAlive;

    /// <summary>Marks the login as done; from here on silence is probed.</summary>
    public void Activate(RocketRideAccount account)
    {
        Account = account;
        using (ExecutionContext.SuppressFlow())
            Session.StartHeartbeat();
    }

    /// <summary>Logs out and closes, within short limits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsAlive && Account.UserId.Length > 0)
        {
            Session.BeginClosing(new DapBreak(ConnectionLossReason.ClientDisposed, "The client was disposed."));
            try
            {
                await Session.CallAsync(RocketRideRequests.Deauth, FarewellLimit, CancellationToken.None).ConfigureAwait(false);
            }
            catch (DapCallException exception)
            {
                DapLog.CloseFailed(_logger, exception);
            }
        }
        await Session.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A run that came up for nobody must at least be told of, by its public name.</summary>
    private void LogLateStart(DapResponse reply)
    {
        if (reply.Command != "execute" || reply.Body.IsEmpty)
            return;
        using var document = JsonDocument.Parse(reply.Body);
        RocketRideLog.LateStart(_logger, document.RootElement.Text("id"u8) ?? "?");
    }
}
