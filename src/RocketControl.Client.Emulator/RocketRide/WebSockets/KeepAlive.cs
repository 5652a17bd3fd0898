using System.Buffers.Binary;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>Pings the client, and calls back once when a ping stays unanswered for the timeout (RocketRide protocol §1.7).</summary>
internal sealed class KeepAlive : IDisposable
{
    private readonly object _gate = new();
    private readonly Outbox _outbox;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _timeout;
    private readonly Action _silent;
    private readonly ITimer _timer;
    private long _number;
    private bool _awaitsPong;

    public KeepAlive(Outbox outbox, TimeSpan interval, TimeSpan timeout, TimeProvider timeProvider, Action silent)
    {
        _outbox = outbox;
        _interval = interval;
        _timeout = timeout;
        _silent = silent;
        _timer = timeProvider.CreateTimer(static state => ((KeepAlive)state!).OnTimer(), this, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes note of a pong; only the payload of the ping under way counts.</summary>
    public void OnPong(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_awaitsPong && payload.SequenceEqual(Payload()))
                Rest();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_outbox.IsStalled)
            {
                Rest();
                return;
            }
            if (!_awaitsPong)
            {
                Ping();
                return;
            }
        }
        _silent();
    }

    private void Ping()
    {
        _number++;
        _awaitsPong = true;
        _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
        _outbox.Enqueue(new OutboundFrame(FrameEncoder.Encode(WebSocketOpcode.Ping, Payload())));
    }

    private void Rest()
    {
        _awaitsPong = false;
        _timer.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    private byte[] Payload()
    {
        var payload = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(payload, _number);
        return payload;
    }
}
