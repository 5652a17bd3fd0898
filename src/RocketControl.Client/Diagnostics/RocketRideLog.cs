using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Diagnostics;

/// <summary>What the RocketRide transport logs. Runs appear by their display id, never by their token.</summary>
internal static partial class RocketRideLog
{
    [LoggerMessage(RunControlEventIds.Connected, LogLevel.Information, "Connected and logged in to {Endpoint}")]
    public static partial void Connected(ILogger logger, string endpoint);

    [LoggerMessage(RunControlEventIds.Retrying, LogLevel.Information, "{Operation} failed and is repeated (repetition {Repetition}): {Problem}")]
    public static partial void Retrying(ILogger logger, RunOperation operation, int repetition, string problem);

    [LoggerMessage(RunControlEventIds.LateStart, LogLevel.Warning, "Run {Run} came up after the caller of UseAsync had given up; it is alive")]
    public static partial void LateStart(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.RunStarted, LogLevel.Information, "Run {Run} is up")]
    public static partial void RunStarted(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.RunTerminated, LogLevel.Information, "The termination of run {Run} was accepted")]
    public static partial void RunTerminated(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.TimeToLiveTooShort, LogLevel.Warning, "A time to live of {Seconds} seconds ends the run at the server's next look, within a minute, even if it is busy; the smallest that activity can prolong is 61")]
    public static partial void TimeToLiveTooShort(ILogger logger, long seconds);

    [LoggerMessage(RunControlEventIds.EmptyResult, LogLevel.Warning, "Run {Run} gave nothing back for an object of type {MimeType}: probably nothing in the pipeline listens to that lane")]
    public static partial void EmptyResult(ILogger logger, string run, string mimeType);

    [LoggerMessage(RunControlEventIds.UnsubscribeFailed, LogLevel.Debug, "The events of run {Run} could not be unsubscribed")]
    public static partial void UnsubscribeFailed(ILogger logger, string run, Exception cause);
}
