using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Diagnostics;

/// <summary>What the framing and session layers log. No payloads: a frame may hold keys.</summary>
internal static partial class DapLog
{
    [LoggerMessage(RunControlEventIds.ConnectionBroken, LogLevel.Debug, "The connection is over ({Reason}): {Description}")]
    public static partial void Broken(ILogger logger, ConnectionLossReason reason, string description, Exception? cause);

    [LoggerMessage(RunControlEventIds.UnknownReply, LogLevel.Warning, "A reply to request {RequestSeq} was ignored: no such request is waiting")]
    public static partial void UnknownReply(ILogger logger, long requestSeq);

    [LoggerMessage(RunControlEventIds.LateReply, LogLevel.Information, "A reply to {Command} came after its caller had given up")]
    public static partial void LateReply(ILogger logger, string command);

    [LoggerMessage(RunControlEventIds.DefectiveFrame, LogLevel.Warning, "A frame was ignored: {Defect}")]
    public static partial void DefectiveFrame(ILogger logger, string defect);

    [LoggerMessage(RunControlEventIds.CloseFailed, LogLevel.Debug, "The connection could not be closed properly and is dropped")]
    public static partial void CloseFailed(ILogger logger, Exception cause);
}
