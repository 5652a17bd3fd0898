namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>How the server ends the TCP connection.</summary>
internal enum ConnectionEnd
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Nothing more is written: a close frame went out, and the client's is awaited.</summary>
    Closing,

    /// <summary>With FIN and without a close frame.</summary>
    Finish,

    /// <summary>With RST.</summary>
    Reset,
}
