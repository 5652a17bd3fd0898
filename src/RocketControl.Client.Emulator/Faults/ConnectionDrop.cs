namespace RocketControl.Client.Emulator.Faults;

/// <summary>How the server drops a TCP connection without a WebSocket close frame; a client sees close code 1006 either way.</summary>
public enum ConnectionDrop
{
    /// <summary>With RST: the client's next read or write fails. What was sent before and is too long for the socket buffers may be lost with it.</summary>
    Reset,

    /// <summary>With FIN: the client reads the end of the stream.</summary>
    Finish,
}
