using System.Threading.Channels;

namespace RocketControl.Client.Transports.Dap;

/// <summary>Two ends that hand messages to each other within the process, for peers that need no socket.</summary>
internal sealed class InMemoryMessageChannel : IMessageChannel
{
    private readonly Channel<ReceivedMessage> _incoming;
    private readonly Channel<ReceivedMessage> _outgoing;
    private readonly int _maxMessageBytes;
    private readonly TimeProvider _time;
    private long _lastReceived;
    private long _lastSent;

    private InMemoryMessageChannel(
        Channel<ReceivedMessage> incoming, Channel<ReceivedMessage> outgoing, int maxMessageBytes, TimeProvider time)
    {
        (_incoming, _outgoing, _maxMessageBytes, _time) = (incoming, outgoing, maxMessageBytes, time);
        _lastReceived = _lastSent = time.GetTimestamp();
    }

    public long LastReceived => Volatile.Read(ref _lastReceived);

    public long LastSent => Volatile.Read(ref _lastSent);

    /// <param name="maxMessageBytes">The largest message that either end accepts.</param>
    /// <param name="capacity">How many messages wait in each direction before the sender has to.</param>
    /// <param name="time">The clock of <see cref="LastReceived"/> and <see cref="LastSent"/>.</param>
    public static (InMemoryMessageChannel First, InMemoryMessageChannel Second) CreatePair(
        int maxMessageBytes, int capacity, TimeProvider time)
    {
        var (one, other) = (Channel.CreateBounded<ReceivedMessage>(capacity), Channel.CreateBounded<ReceivedMessage>(capacity));
        return (new InMemoryMessageChannel(one, other, maxMessageBytes, time), new InMemoryMessageChannel(other, one, maxMessageBytes, time));
    }

    public async ValueTask SendAsync(Memory<byte> message, bool isBinary, bool moreFollows)
    {
        Touch(ref _lastSent);
        await _outgoing.Writer.WriteAsync(new ReceivedMessage(message.ToArray(), isBinary)).ConfigureAwait(false);
        Touch(ref _lastSent);
    }

    public async ValueTask<ReceivedMessage> ReceiveAsync()
    {
        if (!await _incoming.Reader.WaitToReadAsync().ConfigureAwait(false) || !_incoming.Reader.TryRead(out var message))
            return new ReceivedMessage(default, IsBinary: false, new ChannelClosure(Code: null, Reason: null));
        Touch(ref _lastReceived);
        if (message.Data.Length > _maxMessageBytes)
            throw new MessageTooLargeException(_maxMessageBytes);
        return message;
    }

    public ValueTask CloseOutputAsync()
    {
        _outgoing.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public void Abort()
    {
        _outgoing.Writer.TryComplete();
        _incoming.Writer.TryComplete();
    }

    public ValueTask DisposeAsync()
    {
        Abort();
        return ValueTask.CompletedTask;
    }

    private void Touch(ref long moment) => Volatile.Write(ref moment, _time.GetTimestamp());
}
