namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>One open WebSocket, seen from the client.</summary>
internal interface IWireConnection : IAsyncDisposable
{
    /// <summary>Takes what was received since the last time, in order.</summary>
    IReadOnlyList<ReceivedMessage> TakeReceived();

    /// <summary>How the peer closed; null while it has not.</summary>
    ReceivedClose? Closed { get; }

    /// <summary>Sends one message in so many WebSocket frames. Does not wait for anything.</summary>
    Task SendAsync(bool binary, byte[] bytes, int fragments);

    /// <summary>Sends one message of so many zero bytes, as far as the peer takes them.</summary>
    Task SendHugeAsync(long bytes);

    /// <summary>Ends when the peer has read all that was sent and everything that it had queued by then has arrived; at once when it is closed.</summary>
    Task FenceAsync();

    /// <summary>Sends a close frame and waits until the peer has closed as well.</summary>
    Task CloseAsync(int code, string reason);

    /// <summary>Cuts the TCP connection without a close frame.</summary>
    void Cut();
}
