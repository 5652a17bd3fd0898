namespace RocketControl.Client.Transports.Dap;

/// <summary>Why a session is over; every call that was pending fails with it.</summary>
internal sealed record DapBreak(ConnectionLossReason Reason, string Description, Exception? Cause = null);
