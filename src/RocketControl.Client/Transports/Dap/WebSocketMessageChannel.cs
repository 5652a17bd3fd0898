using System.Net.WebSockets;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Messages over a WebSocket. The socket's own keep-alive is not used: net8.0 has no deadline for pongs, so the session above asks for
/// signs of life on both targets alike.
/// </summary>
internal sealed class WebSocketMessageChannel(WebSocket socket, int maxMessageBytes, TimeProvider time, IDisposable? owned = null) : IMessageChannel
{
    private const int InitialBuffer = 16 * 1024;
    private const int KeptBuffer = 1024 * 1024;

    /// <summary>Large messages leave in fragments of this size, so that a slow but living connection shows activity.</summary>
    private const int FragmentBytes = 1024 * 1024;

    private byte[] _buffer = new byte[InitialBuffer];
    private long _lastReceived = time.GetTimestamp();
    private long _lastSent = time.GetTimestamp();

    public long LastReceived => Volatile.Read(ref _lastReceived);

    public long LastSent => Volatile.Read(ref _lastSent);

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, bool isBinary)
    {
        Touch(ref _lastSent);
        var type = isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
        while (message.Length > FragmentBytes)
        {
            await socket.SendAsync(message[..FragmentBytes], type, endOfMessage: false, CancellationToken.None).ConfigureAwait(false);
            Touch(ref _lastSent);
            message = message[FragmentBytes..];
        }
        await socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
        Touch(ref _lastSent);
    }

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
                result = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            }
            catch (WebSocketException exception) when (IsEndWithoutCloseFrame(exception))
            {
                return Closed();
            }
            Touch(ref _lastReceived);
            if (result.MessageType == WebSocketMessageType.Close)
                return Closed();

            length += result.Count;
            if (length > maxMessageBytes)
                throw new MessageTooLargeException(maxMessageBytes);
            if (result.EndOfMessage)
                return new ReceivedMessage(_buffer.AsMemory(0, length), result.MessageType == WebSocketMessageType.Binary);
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, (int)Math.Min(2L * length, maxMessageBytes + 1L));
        }
    }

    public async ValueTask CloseOutputAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
    }

    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        owned?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The peer ended the connection in an orderly way as far as the network knows; anything else comes with a cause.</summary>
    private static bool IsEndWithoutCloseFrame(WebSocketException exception) =>
        exception is { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely, InnerException: null };

    private ReceivedMessage Closed() =>
        new(default, IsBinary: false, new ChannelClosure((int?)socket.CloseStatus, socket.CloseStatusDescription));

    private void Touch(ref long moment) => Volatile.Write(ref moment, time.GetTimestamp());
}
