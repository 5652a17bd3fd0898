namespace RocketControl.Client.Transports.Dap;

/// <summary>A call that ended without a usable reply. The backend's transport turns it into one of the public exceptions.</summary>
internal sealed class DapCallException(DapCallFailure failure, string message, bool wasSent, Exception? cause = null)
    : Exception(message, cause)
{
    public DapCallFailure Failure => failure;

    /// <summary>True when at least one byte of the request may have left.</summary>
    public bool WasSent => wasSent;

    /// <summary>Why the connection ended; set when <see cref="Failure"/> is <see cref="DapCallFailure.ConnectionLost"/>.</summary>
    public ConnectionLossReason LossReason { get; init; }
}
