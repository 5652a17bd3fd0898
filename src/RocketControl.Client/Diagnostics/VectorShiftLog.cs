using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Diagnostics;

/// <summary>What the VectorShift transport logs. No inputs and no outputs.</summary>
internal static partial class VectorShiftLog
{
    [LoggerMessage(RunControlEventIds.VectorShiftRetrying, LogLevel.Information, "{Operation} failed and is repeated (repetition {Repetition}): {Problem}")]
    public static partial void Retrying(ILogger logger, RunOperation operation, int repetition, string problem);

    [LoggerMessage(RunControlEventIds.VectorShiftRunStarted, LogLevel.Information, "Run {Run} has started")]
    public static partial void RunStarted(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.VectorShiftLateStart, LogLevel.Warning, "Run {Run} started after the caller of UseAsync had given up; it is alive")]
    public static partial void LateStart(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.VectorShiftRunTerminated, LogLevel.Information, "The termination of run {Run} was accepted")]
    public static partial void RunTerminated(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.VectorShiftStreamBroken, LogLevel.Warning, "The stream of run {Run} broke; the run may go on: {Problem}")]
    public static partial void StreamBroken(ILogger logger, string run, string problem);

    [LoggerMessage(
        RunControlEventIds.VectorShiftUnknownEvent, LogLevel.Debug, "A run of pipeline {Pipeline} has an event in its stream that is not known; it was ignored")]
    public static partial void UnknownStreamEvent(ILogger logger, string pipeline);
}
