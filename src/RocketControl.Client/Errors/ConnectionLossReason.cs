namespace RocketControl.Client;

/// <summary>Why an established connection ended.</summary>
public enum ConnectionLossReason
{
    /// <summary>The peer closed it, with or without a close frame.</summary>
    ClosedByPeer,

    /// <summary>The network failed while reading or writing.</summary>
    TransportFailed,

    /// <summary>The peer no longer answered heartbeats.</summary>
    HeartbeatTimeout,

    /// <summary>The peer broke the protocol so badly that the connection could not be kept.</summary>
    ProtocolViolation,

    /// <summary>This client was disposed.</summary>
    ClientDisposed,
}
