using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Support;

/// <summary>A session with a scripted peer at the other end and a clock that stands still.</summary>
internal sealed class SessionScene : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private int _breaks;

    public SessionScene(int maxMessageBytes = 1 << 20)
    {
        var (mine, theirs) = InMemoryMessageChannel.CreatePair(maxMessageBytes, capacity: 1024, Time);
        Peer = new ScriptedPeer(theirs);
        Channel = new GatedChannel(mine, Time);
        Session = new DapSession(Channel, new DapSessionOptions
        {
            MaxMessageBytes = maxMessageBytes,
            Heartbeat = new DapRequest("probe"),
            HeartbeatInterval = TimeSpan.FromSeconds(15),
            HeartbeatTimeout = TimeSpan.FromSeconds(60),
            TimeProvider = Time,
            Logger = Log,
            OnEvent = Events.Add,
            OnLateReply = LateReplies.Add,
            OnBroken = _ => Interlocked.Increment(ref _breaks),
        });
        Session.Start();
    }

    public ManualTimeProvider Time { get; } = new();

    public LogRecorder Log { get; } = new();

    /// <summary>The session's own end.</summary>
    public GatedChannel Channel { get; }

    public ScriptedPeer Peer { get; }

    public DapSession Session { get; }

    /// <summary>Written by the reader only; to be looked at after a reply that came behind them.</summary>
    public List<DapEvent> Events { get; } = [];

    public List<DapResponse> LateReplies { get; } = [];

    public int Breaks => Volatile.Read(ref _breaks);

    public Task<DapResponse> CallAsync(string command, CancellationToken cancellationToken = default) =>
        Session.CallAsync(new DapRequest(command), Deadline, cancellationToken).AsTask();

    /// <summary>A call there and back: everything that the peer sent before has been read when it is over.</summary>
    public async Task RoundTripAsync()
    {
        var call = CallAsync("roundtrip");
        await Peer.AnswerNextAsync("roundtrip");
        await call.Soon();
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        await Session.DisposeAsync().Soon();
    }
}
