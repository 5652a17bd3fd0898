namespace RocketControl.Client.Transports.Dap;

/// <summary>What a WebSocket frame is (RFC 6455 §5.2), as far as messages are made of them.</summary>
internal enum WebSocketOpcode
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
}
