using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Messages over a WebSocket, which reads and closes; what is sent goes past it (<see cref="WebSocketFrameWriter"/>). Its own keep-alive is not used: net8.0 has no
/// deadline for pongs, so the session above asks for signs of life on both targets alike.
/// </summary>
internal sealed class WebSocketMessageChannel : IMessageChannel
{
    private const int InitialBuffer = 4 * 1024;
    private const int KeptBuffer = 1024 * 1024;

    /// <summary>
    /// Large messages leave in fragments of this size, so that a slow but living connection shows activity. A usual write of 1 MiB with its header is none: putting
    /// fragments together costs the server a copy.
    /// </summary>
    private const int FragmentBytes = 1040 * 1024;

    private readonly WebSocketFrameWriter _writer;
    private readonly WebSocket _socket;
    private readonly int _maxMessageBytes;
    private readonly TimeProvider _time;
    private readonly IDisposable? _owned;
    private readonly Traffic? _traffic;
    private byte[] _buffer = new byte[InitialBuffer];
    private long _lastReceived;
    private long _lastSent;

    /// <param name="network">A connection on which the upgrade is done.</param>
    /// <param name="isServer">Which end this is.</param>
    /// <param name="maxMessageBytes">The largest message that is accepted.</param>
    /// <param name="time">The clock of <see cref="LastReceived"/> and <see cref="LastSent"/>.</param>
    /// <param name="owned">Disposed of together with the channel.</param>
    /// <param name="traffic">Told of the messages; null for nobody.</param>
    public WebSocketMessageChannel(
        Stream network, bool isServer, int maxMessageBytes, TimeProvider time, IDisposable? owned = null, Traffic? traffic = null)
    {
        _writer = new WebSocketFrameWriter(network, isServer);
        _socket = WebSocket.CreateFromStream(
            new ReadAheadStream(network, _writer, () => Touch(ref _lastReceived)), new WebSocketCreationOptions { IsServer = isServer, KeepAliveInterval = TimeSpan.Zero });
        (_maxMessageBytes, _time, _owned, _traffic) = (maxMessageBytes, time, owned, traffic);
        _lastReceived = _lastSent = time.GetTimestamp();
    }

    public long LastReceived => Volatile.Read(ref _lastReceived);

    public long LastSent => Volatile.Read(ref _lastSent);

    public async ValueTask SendAsync(Memory<byte> message, bool isBinary, bool moreFollows)
    {
        Touch(ref _lastSent);
        var opcode = isBinary ? WebSocketOpcode.Binary : WebSocketOpcode.Text;
        while (message.Length > FragmentBytes)
        {
            await _writer.WriteAsync(message[..FragmentBytes], opcode, isFinal: false, moreFollows: true).ConfigureAwait(false);
            _traffic?.Sent(FragmentBytes);
            Touch(ref _lastSent);
            (message, opcode) = (message[FragmentBytes..], WebSocketOpcode.Continuation);
        }
        await _writer.WriteAsync(message, opcode, isFinal: true, moreFollows).ConfigureAwait(false);
        _traffic?.Sent(message.Length);
        Touch(ref _lastSent);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReceivedMessage> ReceiveAsync()
    {
        if (_buffer.Length > KeptBuffer)
            _buffer = new byte[InitialBuffer];

        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result;
            try
            {
                // A token would abort the whole socket when cancelled, so there is none; Abort ends the wait.
                result = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            }
            catch (WebSocketException exception) when (IsEndWithoutCloseFrame(exception))
            {
                return Closed();
            }
            Touch(ref _lastReceived);
            if (result.MessageType == WebSocketMessageType.Close)
                return Closed();

            length += result.Count;
            _traffic?.Received(result.Count);
            if (length > _maxMessageBytes)
                throw new MessageTooLargeException(_maxMessageBytes);
            if (result.EndOfMessage)
                return new ReceivedMessage(_buffer.AsMemory(0, length), result.MessageType == WebSocketMessageType.Binary);
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, (int)Math.Min(2L * length, _maxMessageBytes + 1L));
        }
    }

    public async ValueTask CloseOutputAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
    }

    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _owned?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The peer ended the connection in an orderly way as far as the network knows; anything else comes with a cause.</summary>
    private static bool IsEndWithoutCloseFrame(WebSocketException exception) =>
        exception is { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely, InnerException: null };

    private ReceivedMessage Closed() =>
        new(default, IsBinary: false, new ChannelClosure((int?)_socket.CloseStatus, _socket.CloseStatusDescription));

    private void Touch(ref long moment) => Volatile.Write(ref moment, _time.GetTimestamp());
}
