namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Carries whole messages over one connection. One reader and one sender at a time; the two may overlap.
/// </summary>
internal interface IMessageChannel : IAsyncDisposable
{
    /// <summary>When bytes last came from the peer, as a <see cref="TimeProvider.GetTimestamp"/> value.</summary>
    long LastReceived { get; }

    /// <summary>When a message was last begun, or the network last took a part of one, as a <see cref="TimeProvider.GetTimestamp"/> value.</summary>
    long LastSent { get; }

    /// <summary>
    /// Sends one message. Takes no token: a message that was begun is either sent whole or the channel is broken.
    /// </summary>
    /// <param name="message">The message, which may be overwritten on its way.</param>
    /// <param name="isBinary">Whether it is a binary one.</param>
    /// <param name="moreFollows">True when another one is sent right after it, so that this one may wait to leave together with it.</param>
    ValueTask SendAsync(Memory<byte> message, bool isBinary, bool moreFollows);

    /// <summary>
    /// Waits for the next message, whose data stays valid until the next call. A message without data but with a
    /// <see cref="ReceivedMessage.Closure"/> is the last one.
    /// </summary>
    /// <exception cref="MessageTooLargeException">The peer sends more than is accepted.</exception>
    ValueTask<ReceivedMessage> ReceiveAsync();

    /// <summary>Tells the peer that nothing more will be sent; it answers by closing its side.</summary>
    ValueTask CloseOutputAsync();

    /// <summary>Drops the connection; a waiting <see cref="ReceiveAsync"/> ends with an exception or a closure.</summary>
    void Abort();
}
