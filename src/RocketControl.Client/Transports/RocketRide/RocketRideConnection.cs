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

    public RocketRideConnection(IMessageChannel channel, RocketRideOptions options, ILogger logger)
    {
        _logger = logger;
        Feeds = new RunFeeds(options.EventBufferSize);
        Session = new DapSession(channel, new DapSessionOptions
        {
            MaxMessageBytes = options.MaxMessageBytes,
            Heartbeat = RocketRideRequests.Ping,
            HeartbeatInterval = options.HeartbeatInterval,
            HeartbeatTimeout = options.HeartbeatTimeout,
            TimeProvider = options.TimeProvider,
            Logger = logger,
            OnEvent = Feeds.Deliver,
            OnLateReply = LogLateStart,
            OnBroken = Feeds.Complete,
        });
        Subscriptions = new Subscriptions(Session, options.CallTimeout, logger);
        Session.Start();
    }

    public DapSession Session { get; }

    public RunFeeds Feeds { get; }

    public Subscriptions Subscriptions { get; }

    public RocketRideAccount Account { get; private set; } = new();

    public bool IsAlive => Session.IsAlive;

    /// <summary>Marks the login as done; from here on silence is probed.</summary>
    public void Activate(RocketRideAccount account)
    {
        Account = account;
        Session.StartHeartbeat();
    }

    /// <summary>Logs out and closes, within short limits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsAlive && Account.UserId.Length > 0)
        {
            Session.FailPending(new DapBreak(ConnectionLossReason.ClientDisposed, "The client was disposed."));
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
