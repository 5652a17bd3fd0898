using System.Buffers;
using System.Text.Unicode;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>Puts a client's frames together to messages; control frames come out as soon as they are read, also between two fragments.</summary>
internal sealed class MessageReader(FrameReader frames, long maxMessageBytes)
{
    private ArrayBufferWriter<byte> _fragments = new();
    private WebSocketOpcode? _open;
    private bool _compressed;
    private FrameHeader? _unread;

    /// <summary>The next message or control frame; null when the stream ended without a close frame.</summary>
    /// <exception cref="WebSocketViolationException">The client broke the protocol or sent more than it may.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async ValueTask<WebSocketMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await frames.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is { } header)
        {
            if (header.IsControl)
            {
                var payload = new ArrayBufferWriter<byte>(Math.Max(1, (int)header.PayloadLength));
                await frames.ReadPayloadAsync(header, payload, cancellationToken).ConfigureAwait(false);
                return new WebSocketMessage(header.Opcode, payload.WrittenMemory);
            }

            Begin(header);
            await frames.ReadPayloadAsync(header, _fragments, cancellationToken).ConfigureAwait(false);
            if (header.Final)
                return Complete();
        }
        return null;
    }

    /// <summary>After a violation: reads on and throws everything away until the client's close frame or the end of the stream.</summary>
    /// <exception cref="WebSocketViolationException">The client goes on breaking the protocol.</exception>
    public async ValueTask DiscardUntilCloseAsync(CancellationToken cancellationToken)
    {
        if (_unread is { } tooBig)
            await frames.ReadPayloadAsync(tooBig, null, cancellationToken).ConfigureAwait(false);
        while (await frames.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is { } header)
        {
            await frames.ReadPayloadAsync(header, null, cancellationToken).ConfigureAwait(false);
            if (header.Opcode == WebSocketOpcode.Close)
                return;
        }
    }

    private void Begin(FrameHeader header)
    {
        bool continues = header.Opcode == WebSocketOpcode.Continuation;
        if (continues != _open is not null)
            throw new WebSocketViolationException(WebSocketCloseCode.ProtocolError, "A fragment is out of order.");
        if (!continues)
        {
            _open = header.Opcode;
            _compressed = header.Compressed;
        }
        if (header.PayloadLength <= maxMessageBytes - _fragments.WrittenCount)
            return;
        _unread = header;
        throw new WebSocketViolationException(WebSocketCloseCode.MessageTooBig, "The message is too big.");
    }

    private WebSocketMessage Complete()
    {
        ReadOnlyMemory<byte> payload = _fragments.WrittenMemory;
        if (_compressed)
            payload = MessageCompression.Inflate(payload, maxMessageBytes);
        var message = new WebSocketMessage(_open!.Value, payload);
        _fragments = new ArrayBufferWriter<byte>();
        _open = null;
        if (message.Opcode == WebSocketOpcode.Text && !Utf8.IsValid(payload.Span))
            throw new WebSocketViolationException(WebSocketCloseCode.InvalidPayload, "A text message is not UTF-8.");
        return message;
    }
}
