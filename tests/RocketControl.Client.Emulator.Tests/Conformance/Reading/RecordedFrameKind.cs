namespace RocketControl.Client.Emulator.Tests.Conformance.Reading;

/// <summary>What a line of a recording says happened.</summary>
internal enum RecordedFrameKind
{
    /// <summary>The upgrade was accepted.</summary>
    Opened,

    /// <summary>The upgrade was refused with an HTTP status.</summary>
    UpgradeRejected,

    /// <summary>The client sent a frame.</summary>
    ClientFrame,

    /// <summary>The server sent a frame.</summary>
    ServerFrame,

    /// <summary>The client waited this long and nothing came.</summary>
    Silence,

    /// <summary>The client sent one huge frame of so many bytes.</summary>
    HugeFrame,

    /// <summary>The client could not send: the connection was closed.</summary>
    SendFailed,

    /// <summary>The server closed the connection.</summary>
    ClosedByServer,

    /// <summary>The client closed the connection, or cut it when the code is 1006.</summary>
    ClosedByClient,
}
