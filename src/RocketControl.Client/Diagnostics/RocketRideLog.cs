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

    [LoggerMessage(RunControlEventIds.EmptyResult, LogLevel.Warning, "Run {Run} gave nothing back for an object of type {MimeType}. {Reason}")]
    public static partial void EmptyResult(ILogger logger, string run, string mimeType, string reason);

    [LoggerMessage(RunControlEventIds.UnsubscribeFailed, LogLevel.Debug, "The server could not be told that events are not wanted any more")]
    public static partial void UnsubscribeFailed(ILogger logger, Exception cause);

    [LoggerMessage(RunControlEventIds.SubscribeFailed, LogLevel.Warning, "What is subscribed to could not be told to the server again")]
    public static partial void SubscribeFailed(ILogger logger, Exception cause);

    [LoggerMessage(RunControlEventIds.StateChanged, LogLevel.Debug, "The connection is {State}")]
    public static partial void StateChanged(ILogger logger, RocketRideConnectionState state);

    [LoggerMessage(RunControlEventIds.ReconnectFailed, LogLevel.Information, "Reconnecting failed (attempt {Attempt}): {Problem}")]
    public static partial void ReconnectFailed(ILogger logger, int attempt, string problem);

    [LoggerMessage(RunControlEventIds.HandlerFailed, LogLevel.Error, "A handler of ConnectionStateChanged threw")]
    public static partial void HandlerFailed(ILogger logger, Exception cause);

    [LoggerMessage(RunControlEventIds.PipeAbandoned, LogLevel.Information, "An object for run {Run} was abandoned after {BytesWritten} bytes; the server drops it within 90 seconds")]
    public static partial void PipeAbandoned(ILogger logger, string run, long bytesWritten);

    [LoggerMessage(RunControlEventIds.LateOpen, LogLevel.Warning, "Run {Run} opened a pipe after the caller had given up; it takes up a thread of the run until the server drops it, within 90 seconds")]
    public static partial void LateOpen(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.StoreCloseFailed, LogLevel.Debug, "A file of the store could not be closed; the server does so when the connection ends")]
    public static partial void StoreCloseFailed(ILogger logger, Exception cause);

    [LoggerMessage(RunControlEventIds.RunRestarted, LogLevel.Information, "Run {Run} was restarted and is up again")]
    public static partial void RunRestarted(ILogger logger, string run);
}
