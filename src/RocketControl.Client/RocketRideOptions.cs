using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client;

/// <summary>How to reach a RocketRide server. Checked when the client is created, before anything is sent.</summary>
/// <remarks>
/// The credential is an API key, a user token, or a run's private or public token (RocketRide protocol §1.4). A termination is an ordinary call as to its time-out,
/// although the server itself needs up to about 10 seconds for it.
/// </remarks>
public sealed record RocketRideOptions : RunTransportOptions
{
    /// <summary>Creates options with the defaults; a message may be as large as the server itself allows, 250 MiB.</summary>
    public RocketRideOptions() => MaxMessageBytes = 250 * 1024 * 1024;

    /// <summary>
    /// The server: a URL (<c>http</c>, <c>https</c>, <c>ws</c>, <c>wss</c>), or a host with or without a port. Port 5565 is added when none is given,
    /// except for rocketride.ai and its subdomains; path, query and user-info are ignored (RocketRide protocol §1.2). Default: <c>http://localhost:5565</c>.
    /// </summary>
    public string Endpoint { get; init; } = RocketRideEndpoint.Local;

    /// <summary>
    /// How to talk to the server. Default: <see cref="RocketRideTransportMode.Auto"/>, a WebSocket, and HTTP where none can be had because something on the way
    /// blocks or refuses it. A refused credential is never a reason to fall back.
    /// </summary>
    public RocketRideTransportMode Transport { get; init; }

    /// <summary>How long a client that fell back to HTTP stays there before it tries a WebSocket again. Default: 5 minutes.</summary>
    public TimeSpan ReprobeAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The name under which the server's dashboard lists this client. Default: <c>RocketControl.Client</c>.</summary>
    public string ClientName { get; init; } = "RocketControl.Client";

    /// <summary>How long a start may take. Default: 330 seconds, 30 more than the server's own limit for a start without progress.</summary>
    public TimeSpan UseTimeout { get; init; } = TimeSpan.FromSeconds(330);

    /// <summary>
    /// How long a send may go on without progress: until its pipe is open, for each piece of the content, and for the run's work on the object. Over HTTP, how long all
    /// of it may take. Default: 10 minutes.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how much silence the peer is asked for a sign of life. Default: 15 seconds.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for that sign before the connection is given up as dead. Default: 60 seconds.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many events a slow watcher may lag behind before the oldest are dropped and counted. Default: 1,024.</summary>
    public int EventBufferSize { get; init; } = 1024;

    /// <summary>
    /// True (default): a lost connection is made again at once, in the background, and what was subscribed to is subscribed to again before any call may use it.
    /// False: only the next call makes it again.
    /// </summary>
    public bool AutoReconnect { get; init; } = true;

    /// <summary>The pause after the first failure to reconnect; it doubles each time, with jitter. Default: 250 milliseconds.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause between two attempts to reconnect. Default: 15 seconds.</summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to go on trying to reconnect. Default: 5 minutes; then the next call tries once more. A refused credential ends it at once.</summary>
    public TimeSpan ReconnectTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Told of every change of the connection, one after the other, on the thread pool. Default: nobody. What it throws is logged.</summary>
    public Action<RocketRideConnectionStateChange>? OnConnectionStateChanged { get; init; }

    /// <summary>Where <c>${ROCKETRIDE_…}</c> values come from. Default: the environment variables of this process.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    public override RunBackend Backend => RunBackend.RocketRide;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        RequirePositive(UseTimeout, LongestTime.OfTimeout, nameof(UseTimeout));
        RequirePositive(SendTimeout, LongestTime.OfTimeout, nameof(SendTimeout));
        RequirePositive(HeartbeatInterval, LongestTime.OfTimeout, nameof(HeartbeatInterval));
        RequirePositive(HeartbeatTimeout, LongestTime.OfTimeout, nameof(HeartbeatTimeout));
        RequirePositive(ReprobeAfter, TimeSpan.MaxValue, nameof(ReprobeAfter));
        RequirePositive(ReconnectDelay, LongestTime.OfAttempt, nameof(ReconnectDelay));
        RequirePositive(MaxReconnectDelay, LongestTime.OfAttempt, nameof(MaxReconnectDelay));
        RequirePositive(ReconnectTimeout, TimeSpan.MaxValue, nameof(ReconnectTimeout));
        Require(Enum.IsDefined(Transport), nameof(Transport), "Auto, WebSocket or Http", Transport);
        Require(EventBufferSize >= 1, nameof(EventBufferSize), "at least 1", EventBufferSize);
        _ = RocketRideEndpoint.Of(this);
    }
}
