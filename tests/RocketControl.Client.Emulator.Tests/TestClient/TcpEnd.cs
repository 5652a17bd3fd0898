namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>How a peer ended a TCP connection.</summary>
internal enum TcpEnd
{
    /// <summary>With FIN.</summary>
    Finished,

    /// <summary>With RST.</summary>
    Reset,
}
